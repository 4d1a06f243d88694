import type { Words } from './words.fr.js';
import { spaced } from './format.js';
import { html, type Html } from './html.js';

interface Typed {
  number: string;
  name: string;
}

export function cardFields(words: Words, { number, name }: Typed): Html {
  const { card, expiry, cvc, name: holder } = words.checkout;
  return html`<label
      >${card}<input name="number" value="${spaced(number)}" inputmode="numeric" autocomplete="off" maxlength="23" required
    /></label>
    <div class="pair">
      <label>${expiry}<input name="expiry" value="12 / 34" inputmode="numeric" autocomplete="off" maxlength="9" required /></label>
      <label>${cvc}<input name="cvc" value="123" inputmode="numeric" autocomplete="off" maxlength="4" required /></label>
    </div>
    <label>${holder}<input name="name" value="${name}" autocomplete="off" maxlength="100" /></label>`;
}

/** Links that fill the form without a script. */
export function testCards(words: Words, chosen: string, href: (number: string) => string): Html {
  return html`<section class="stack" aria-labelledby="test-cards">
    <div class="tight">
      <h2 id="test-cards">${words.checkout.testCards}</h2>
      <p class="mute small">${words.checkout.testHint}</p>
    </div>
    <ul class="cards">
      ${Object.entries(words.cards).map(
        ([number, meaning]) =>
          html`<li>
            <a href="${href(number)}" ${number === chosen && html` aria-current="true"`}
              ><span class="number">${spaced(number)}</span><span class="mute small">${meaning}</span></a
            >
          </li>`,
      )}
    </ul>
  </section>`;
}
