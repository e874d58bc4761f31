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
  month: "?q=Chine&date=2016-10",
  found: "?q=Chine&f.pays=Russie&find.lieu=ka",
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

  await page.getByRole("searchbox", { name: "Mots à chercher" }).fill("Chine");
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

test("values of several groups are chosen and taken off again", async () => {
  const { page, context } = await open("");
  const countries = page.locator("#facet-pays");
  for (const count of [1, 2]) {
    await countries.locator("li a:not([aria-current])").first().click();
    assert.equal(await countries.locator("a[aria-current]").count(), count);
  }
  const either = numberIn(await page.locator("h1").innerText());
  const names = await countries.locator("a[aria-current] .value").allInnerTexts();
  assert.deepEqual(await page.locator(".chips li:not(.all)").allTextContents(),
    names.map((name) => `Retirer le filtre\u00a0: Pays\u00a0: ${name}`));

  await page.locator("#facet-theme li a").first().click();
  assert.ok(numberIn(await page.locator("h1").innerText()) < either, "another group narrows");
  await page.locator(".chips li a", { hasText: names[0] }).click();
  assert.deepEqual(await countries.locator("a[aria-current] .value").allInnerTexts(), [names[1]]);
  await page.getByRole("link", { name: "Tout effacer" }).click();
  assert.equal(await page.locator(".chips").count(), 0);
  await context.close();
});

test("a long group is searched, with accents or without", async () => {
  const { page, context } = await open("?f.pays=Kazakhstan");
  const box = page.getByRole("searchbox", { name: "Chercher dans « Lieu »" });
  await box.fill("sov");
  await box.press("Enter");
  assert.match(page.url(), /find\.lieu=sov.*#facet-lieu$/);
  const group = page.locator("#facet-lieu");
  const value = group.locator("li a").first();
  assert.equal(await value.locator(".value").innerText(), "Union soviétique");
  const promised = numberIn(await value.locator(".count").innerText());
  await value.click();
  assert.equal(numberIn(await page.locator("h1").innerText()), promised);
  assert.doesNotMatch(page.url(), /find/);
  assert.equal(await page.locator(".chips li").count(), 3, "both filters and the way to clear them");

  await page.goto(serverUrl + "?find.lieu=xyz");
  assert.match(await group.innerText(), /Aucune valeur/);
  await group.getByRole("link", { name: "Voir toute la liste" }).click();
  assert.ok(await group.locator("li a").count() > 6);
  await context.close();
});

test("the bars of the chart lead into a year and a month, and links lead back", async () => {
  const { page, context } = await open("?q=Chine");
  const all = numberIn(await page.locator("h1").innerText());
  const year = page.locator(".chart a", { has: page.locator("title", { hasText: "2016" }) });
  const promised = numberIn((await year.locator("title").textContent()).split(":")[1]);
  await year.locator(".column").click();
  assert.match(page.url(), /date=2016$/);
  assert.equal(numberIn(await page.locator("h1").innerText()), promised);
  assert.equal(await page.locator(".chart .bar").count(), 12);

  await page.locator(".chart a .column").first().click();
  assert.match(page.url(), /date=2016-\d\d$/);
  assert.ok(await page.locator(".chart .bar").count() >= 28);
  await page.locator(".way").getByRole("link", { name: "2016" }).click();
  assert.match(page.url(), /date=2016$/);
  await page.getByRole("link", { name: "Avant : 2015" }).click();
  assert.match(page.url(), /date=2015$/);
  await page.getByRole("link", { name: "Toutes les années" }).click();
  assert.equal(numberIn(await page.locator("h1").innerText()), all);
  await context.close();
});

test("the keyboard reaches the figures of the chart in a table, and shows where it is", async () => {
  const { page, context } = await open("?q=Chine");
  const summary = page.locator(".figures summary");
  await page.getByRole("button", { name: "Chercher", exact: true }).focus();
  await page.keyboard.press("Tab");
  assert.equal(await summary.evaluate((it) => it === document.activeElement), true,
    "the bars are no stops on the way");
  await page.keyboard.press("Enter");
  const table = page.getByRole("table", { name: "Articles par année" });
  assert.ok(await table.getByRole("row").count() > 10);
  await page.keyboard.press("Tab");
  const link = table.getByRole("link").first();
  assert.equal(await link.evaluate((it) => it === document.activeElement), true);
  assert.notEqual(await link.evaluate((it) => getComputedStyle(it).outlineStyle), "none");
  const year = await link.innerText();
  await page.keyboard.press("Enter");
  await page.waitForURL(new RegExp(`date=${year}$`));
  await context.close();
});

test("an article leads to others of its country", async () => {
  const { page, context } = await open("?q=Chine");
  await page.locator(".hit h3 a").first().click();
  const country = page.locator(".about h3", { hasText: "Pays" }).locator("+ ul a").first();
  const name = await country.innerText();
  await country.click();
  assert.equal(await page.locator("#facet-pays a[aria-current] .value").innerText(), name);
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
