import assert from 'node:assert/strict';
import test from 'node:test';

import { load } from './modules.mjs';

const { pageOf, toldOf } = await load('tell');
const { base64urlOf, bytesOf } = await load('base64url');

test('what our server sealed is read, and nothing else is', () => {
  const told = { title: 'Prévu demain', body: 'Voyez votre page.', path: '/association', tag: 'a' };
  assert.deepEqual(toldOf(JSON.stringify({ ...told, more: 1 })), told);
  for (const other of [undefined, '', 'text', 'null', '[]', '{}', JSON.stringify({ ...told, path: 3 })]) assert.equal(toldOf(other), null);
});

test('a click opens a page of ours and no other', () => {
  const origin = 'https://ramasse.example';
  assert.equal(pageOf('/notre-compte', origin), 'https://ramasse.example/notre-compte');
  for (const elsewhere of ['//elsewhere.example/', 'https://elsewhere.example/', 'javascript:alert(1)', '/\\elsewhere.example', 'http://']) assert.equal(pageOf(elsewhere, origin), 'https://ramasse.example/');
});

test('keys go there and back', () => {
  const key = 'BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8';
  assert.equal(bytesOf(key).length, 65);
  assert.equal(base64urlOf(bytesOf(key).buffer), key);
});
