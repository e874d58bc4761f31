// A reader's way through the pages, with JavaScript switched off, over the demonstration corpus.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { keepScreenshot, launchBrowser, numberIn, overflowing, serverUrl } from "./browser.mjs";

const wide = { width: 1280, height: 900 };
const phone = { width: 390, height: 844 };
const narrowest = { width: 360, height: 740 };

/** Every kind of page, with what is hardest for its layout. */
const pages = {
  start: "",
  results: "?q=route+de+la+soie",
  filtered: "?q=Chine&f.section=Transports&f.section=Commerce&not.source=Kiosque+Portraits&date=2009..2025",
  relaxed: "?q=" + encodeURIComponent("yourte uranium bitcoin"),
  empty: "?q=" + encodeURIComponent("« xylophone anticonstitutionnellement »") + "&f.section=Eau",
  long_word: "?q=" + "interminablement".repeat(20),
  wrong: "?date=2013-13",
  missing: "article/nulle/part",
  english: "?q=chemin+de+fer&lang=en",
  last_page: "?page=9&lang=fr",
};

let browser;
before(async () => { browser = await launchBrowser(); });
after(() => browser?.close());

async function open(address, options = {}) {
  const context = await browser.newContext({
    javaScriptEnabled: false, locale: "fr-FR", viewport: wide, ...options,
  });
  const page = await context.newPage();
  const response = await page.goto(serverUrl + address);
  return { page, response, context };
}

test("a reader searches, filters, turns the page, reads an article and comes back", async () => {
  const { page, context } = await open("");
  assert.equal(await page.locator("html").getAttribute("lang"), "fr");
  assert.equal(await page.locator(".hit").count(), 10, "the start page lists the newest articles");

  await page.getByRole("searchbox").fill("Chine");
  await page.getByRole("button", { name: "Chercher" }).click();
  assert.match(await page.title(), /^Chine – /);
  const all = numberIn(await page.locator("h1").innerText());
  assert.ok(all > 10, `more than a page of articles, but ${all}`);
  assert.ok(await page.locator(".hit mark").count() > 0, "the word is marked");

  const facet = page.locator(".facet", { hasText: "Rubrique" }).locator("li a").first();
  const chosen = await facet.locator(".value").innerText();
  const promised = numberIn(await facet.locator(".count").innerText());
  await facet.click();
  assert.equal(numberIn(await page.locator("h1").innerText()), promised,
    "a count is the number of hits after the click");
  assert.ok(promised < all);
  assert.match(await page.locator(".chips a").first().innerText(), new RegExp(chosen));
  assert.equal(await page.locator(".facet a[aria-current=true] .value").first().innerText(), chosen);

  await page.locator(".chips a").first().click();
  assert.equal(numberIn(await page.locator("h1").innerText()), all, "the filter is off again");

  const firstTitles = await page.locator(".hit h3").allInnerTexts();
  await page.locator("a[rel=next]").click();
  assert.equal(numberIn(await page.locator(".pages a[aria-current=page]").innerText()), 2);
  const secondTitles = await page.locator(".hit h3").allInnerTexts();
  assert.deepEqual(secondTitles.filter((title) => firstTitles.includes(title)), []);

  const results = page.url();
  await page.locator(".hit h3 a").first().click();
  assert.equal(await page.locator("h1").innerText(), secondTitles[0]);
  assert.ok(await page.locator(".body p").count() > 1);
  assert.ok(await page.locator(".reading mark").count() > 0, "the word is marked in the article");
  await page.getByRole("link", { name: "Retour aux résultats" }).click();
  assert.equal(page.url(), results);
  await context.close();
});

test("two values of a group find the articles of either", async () => {
  const { page, context } = await open("?q=Chine&f.section=Transports");
  const one = numberIn(await page.locator("h1").innerText());
  const other = page.locator(".facet", { hasText: "Rubrique" })
    .locator("a:not([aria-current])").first();
  const more = numberIn(await other.locator(".count").innerText());
  await other.click();
  assert.equal(numberIn(await page.locator("h1").innerText()), one + more);
  assert.equal(await page.locator(".chips li").count(), 3, "two chips and the way to clear them");
  await context.close();
});

test("the language follows the browser and can be changed on every page", async () => {
  const { page, context } = await open("?q=Chine&sort=date", { locale: "en-GB" });
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  await page.getByRole("link", { name: "Français" }).click();
  assert.equal(await page.locator("html").getAttribute("lang"), "fr");
  assert.match(page.url(), /q=Chine&sort=date&lang=fr/);
  await page.locator(".hit h3 a").first().click();
  assert.equal(await page.locator("html").getAttribute("lang"), "fr");
  await context.close();
});

test("the filters fold on a phone and lie open on a wide screen", async () => {
  const small = await open("?q=Chine", { viewport: phone });
  const value = small.page.locator(".facet a").first();
  assert.equal(await value.isVisible(), false);
  await small.page.locator(".filters > details > summary").click();
  assert.equal(await value.isVisible(), true);
  await keepScreenshot(small.page, "phone-light-filters");
  await small.context.close();

  const large = await open("?q=Chine");
  assert.equal(await large.page.locator(".facet a").first().isVisible(), true);
  assert.equal(await large.page.locator(".filters > details > summary").isVisible(), false);
  await large.context.close();
});

test("the keyboard reaches the content first", async () => {
  const { page, context } = await open("?q=Chine");
  await page.keyboard.press("Tab");
  assert.equal(await page.locator(".skip").evaluate((link) => link === document.activeElement), true);
  await page.keyboard.press("Enter");
  assert.match(page.url(), /#content$/);
  await context.close();
});

for (const colorScheme of ["light", "dark"]) {
  test(`no page is wider than the window, ${colorScheme}`, async () => {
    for (const [size, viewport] of Object.entries({ narrowest, phone, wide })) {
      const { page, context } = await open("", { viewport, colorScheme });
      const addresses = { ...pages };
      addresses.article = (await page.locator(".hit h3 a").first().getAttribute("href")).slice(1);
      for (const [name, address] of Object.entries(addresses)) {
        const query = name === "article" ? address + "?q=Chine" : address;
        await page.goto(serverUrl + query);
        assert.deepEqual(await overflowing(page), [], `${name} at ${viewport.width}`);
        if (size !== "narrowest") await keepScreenshot(page, `${size}-${colorScheme}-${name}`);
      }
      await context.close();
    }
  });

  test(`text stands out from its ground, ${colorScheme}`, async () => {
    const { page, context } = await open(pages.filtered, { colorScheme });
    for (const address of [pages.filtered, pages.relaxed, pages.empty]) {
      await page.goto(serverUrl + address);
      assert.deepEqual(await page.evaluate(faintTexts), []);
    }
    await context.close();
  });
}

/** Runs in the page: texts whose contrast is below WCAG AA (4.5). */
function faintTexts() {
  const channels = (color) => color.match(/[\d.]+/g).map(Number);
  const luminance = (color) => {
    const [r, g, b] = channels(color).slice(0, 3).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = getComputedStyle(at).backgroundColor;
      const alpha = channels(color)[3] ?? 1;
      if (alpha === 1) return color;
    }
    return "rgb(255, 255, 255)";
  };
  const faint = [];
  for (const element of document.querySelectorAll("body *")) {
    const hasText = [...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (!hasText || element.getBoundingClientRect().width < 2) continue;
    const [a, b] = [luminance(getComputedStyle(element).color), luminance(ground(element))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5) faint.push(`${element.className || element.tagName} ${contrast.toFixed(2)}`);
  }
  return faint;
}
