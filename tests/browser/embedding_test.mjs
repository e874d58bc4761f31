// Runs the two examples of docs/embedding.md as they stand there, in a page of another origin.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { launchBrowser, numberIn, serverUrl } from "./browser.mjs";

const exampleServer = "https://search.example.org";
const site = `http://127.0.0.1:${process.env.KIOSQUE_SITE_PORT}`;

/** The HTML blocks of the document, with the example's server replaced by the one under test. */
async function readExamples() {
  const text = await readFile(new URL("../../docs/embedding.md", import.meta.url), "utf8");
  const blocks = [...text.matchAll(/^```html\n(.*?)^```$/gms)].map(([, block]) => block);
  return blocks.map((block) => block.replaceAll(exampleServer, serverUrl.replace(/\/$/, "")));
}

let browser;
let pages;
let otherSite;
before(async () => {
  const examples = await readExamples();
  pages = { "/form": examples[0], "/fetch": examples[1] };
  otherSite = createServer((request, response) => {
    const example = pages[request.url.split("?")[0]];
    response.writeHead(example ? 200 : 404, { "Content-Type": "text/html; charset=utf-8" });
    response.end(`<!DOCTYPE html><html lang="fr"><title>Another site</title>${example ?? ""}</html>`);
  });
  await new Promise((ready) => otherSite.listen(process.env.KIOSQUE_SITE_PORT, "127.0.0.1", ready));
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  otherSite?.close();
});

async function open(path) {
  const page = await browser.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().includes("favicon")
      && !message.location().url.endsWith("favicon.ico")) complaints.push(message.text());
  });
  await page.goto(site + path);
  return { page, complaints };
}

test("the document has exactly the two examples that are tested", () => {
  assert.equal(Object.values(pages).filter(Boolean).length, 2);
  assert.match(pages["/form"], /<form/);
  assert.match(pages["/fetch"], /fetch\(/);
});

test("the plain form leads to the page of results", async () => {
  const { page, complaints } = await open("/form");
  await page.getByRole("searchbox").fill("l’énergie éolienne");
  await page.getByRole("button").click();
  assert.ok(page.url().startsWith(serverUrl), page.url());
  assert.ok(await page.locator(".hit").count() > 0);
  assert.deepEqual(complaints, []);
  await page.close();
});

test("the script shows marked hits, counts and the next page", async () => {
  const { page, complaints } = await open("/fetch");
  await page.getByRole("searchbox").fill("Chine");
  await page.getByRole("button", { name: "Search" }).click();
  await page.locator("#hits li").first().waitFor();

  const total = numberIn(await page.locator("#total").innerText());
  assert.ok(total > 10);
  assert.equal(await page.locator("#hits li").count(), 10);
  assert.ok(await page.locator("#hits mark").count() > 0);
  const sections = await page.locator("#sections li").allInnerTexts();
  assert.ok(sections.length > 1);
  assert.ok(sections.every((text) => /\(\d+\)$/.test(text)), sections.join());

  await page.getByRole("button", { name: "More" }).click();
  await page.waitForFunction(() => document.querySelectorAll("#hits li").length > 10);
  assert.equal(await page.locator("#hits li").count(), Math.min(total, 20));

  const title = await page.locator("#hits a").first().innerText();
  await page.locator("#hits a").first().click();
  await page.waitForURL(/\/article\//);
  assert.ok(page.url().startsWith(serverUrl));
  assert.equal(await page.locator("h1").innerText(), title);
  assert.deepEqual(complaints, []);
  await page.close();
});

test("the script starts over with other words and hides the button behind the last page", async () => {
  const { page } = await open("/fetch");
  for (const words of ["Chine", "Turgusun"]) {
    await page.getByRole("searchbox").fill(words);
    await page.getByRole("button", { name: "Search" }).click();
    await page.waitForFunction(
      (text) => document.querySelector("#hits mark")?.textContent.toLowerCase()
        .startsWith(text.toLowerCase().slice(0, 5)), words);
  }
  const total = numberIn(await page.locator("#total").innerText());
  assert.ok(total < 10);
  assert.equal(await page.locator("#hits li").count(), total);
  assert.equal(await page.getByRole("button", { name: "More" }).isVisible(), false);
  await page.close();
});

test("a site that is not named to the server cannot read from it", async () => {
  const response = await fetch(`${serverUrl}v1/search?q=Chine`, { headers: { Origin: "https://elsewhere.example" } });
  assert.equal(response.headers.get("access-control-allow-origin"), null);
  const allowed = await fetch(`${serverUrl}v1/search?q=Chine`, { headers: { Origin: site } });
  assert.equal(allowed.headers.get("access-control-allow-origin"), site);
});
