import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

const read = (language) => JSON.parse(readFileSync(new URL(`../src/tournee/words/${language}.json`, import.meta.url), 'utf8'));
const places = (text) => [...text.matchAll(/\{\d\}/g)].map(String).sort().join();

for (const language of ['en', 'ar'])
  test(`Every word is there in ${language}, with the same places`, () => {
    const [french, other] = [read('fr'), read(language)];
    assert.deepEqual(Object.keys(other).sort(), Object.keys(french).sort());
    for (const [name, text] of Object.entries(french)) {
      assert.ok(other[name].trim().length > 0, name);
      assert.equal(places(other[name]), places(text), name);
    }
  });
