// The words of the page. French is the source; another language has the same names or does not compile.

import ar from './words/ar.json';
import en from './words/en.json';
import fr from './words/fr.json';

export type Word = keyof typeof fr;

const all: Record<string, Record<Word, string>> = { fr, en, ar };

export const languages: readonly (readonly [string, string])[] = [['fr', 'Français'], ['en', 'English'], ['ar', 'العربية']];

let language = 'fr';

/** The language of what the server tells: it speaks two. */
export const served = (): string => (language === 'en' ? 'en' : 'fr');

export function speak(wanted: string | undefined): void {
  language = [wanted, document.documentElement.lang].find((one): one is string => one !== undefined && one in all) ?? 'fr';
  document.documentElement.lang = language;
  document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
}

export const spoken = (): string => language;

export function say(word: Word, ...values: (string | number)[]): string {
  const text = all[language]?.[word] ?? fr[word];
  return text.replace(/\{(\d)\}/g, (_, place: string) => String(values[Number(place)] ?? ''));
}

/** What goes to the dispatcher, in whatever language the page is. */
export const inFrench = (word: Word): string => fr[word];

// Figures in the digits that scales and signs have, in every language.
const tag = (): string => (language === 'ar' ? 'ar-u-nu-latn' : language === 'en' ? 'en-GB' : 'fr-FR');

export const kg = (grams: number): string =>
  say('kg', new Intl.NumberFormat(tag(), { maximumFractionDigits: grams < 10_000 ? 1 : 0 }).format(grams / 1000));

export const distance = (metres: number): string =>
  metres < 1000 ? say('metres', Math.max(10, Math.round(metres / 10) * 10)) : say('km', new Intl.NumberFormat(tag(), { maximumFractionDigits: metres < 10_000 ? 1 : 0 }).format(metres / 1000));

/** Figures that run from left to right within a text that does not (UAX #9, isolates). */
const isolated = (text: string): string => (language === 'ar' ? `\u2066${text}\u2069` : text);

/** Such as +4 °C, with a true minus sign. */
export const degrees = (inTenths: number): string =>
  isolated(`${inTenths < 0 ? '−' : '+'}${new Intl.NumberFormat(tag(), { maximumFractionDigits: 1 }).format(Math.abs(inTenths) / 10)}\u00a0°C`);

export function clock(instant: string, zone: string): string {
  return new Intl.DateTimeFormat('fr-FR', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(new Date(instant));
}

export const span = (from: string, to: string, zone: string): string => isolated(`${clock(from, zone)}–${clock(to, zone)}`);

export function longDate(date: string): string {
  return new Intl.DateTimeFormat(tag(), { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' }).format(new Date(`${date}T12:00:00Z`));
}
