// What the tests of the pages share: the browser, the server's address, a look at a page's width.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { chromium } from "playwright-core";

/** The server under test, as run.sh has started it: "http://127.0.0.1:PORT/". */
export const serverUrl = process.env.KIOSQUE_URL;
if (!serverUrl) throw new Error("KIOSQUE_URL is not set: start the tests with run.sh");

/** Debian's browser; nothing is downloaded. */
export function launchBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
}

/** A number as the French or English page writes it. */
export function numberIn(text) {
  const digits = text.match(/\d[\d\u00a0\u202f.,]*/);
  return digits ? Number(digits[0].replace(/\D/g, "")) : 0;
}

/** The elements that stand out of the window to the right, as short descriptions. */
export function overflowing(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const wide = [...document.querySelectorAll("body *")].filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && box.right > width + 0.5;
    });
    if (document.documentElement.scrollWidth <= width && wide.length === 0) return [];
    return wide.map((element) => `${element.tagName}.${element.className} ${element.textContent.slice(0, 40)}`);
  });
}

/** Keeps a picture of the whole page in the folder KIOSQUE_SCREENSHOTS, if it is set. */
export async function keepScreenshot(page, name) {
  const folder = process.env.KIOSQUE_SCREENSHOTS;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
}
