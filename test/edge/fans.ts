/** mulberry32: the same fans for the same seed. */
export const seeded = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
};

type Random = () => number;

/** The rank of a choice among `count`, from 0, as often as 1 / (rank + 1): Zipf's law, which the words of searches follow. */
export const zipf = (count: number): ((random: Random) => number) => {
  const sums: number[] = [];
  for (let rank = 0; rank < count; rank++) sums.push((sums[rank - 1] ?? 0) + 1 / (rank + 1));
  const all = sums.at(-1) ?? 0;
  return (random) => {
    const at = random() * all;
    return sums.findIndex((sum) => sum >= at);
  };
};

/** Degrees, some kilometres of standard deviation around a place (Box and Muller). */
const near = ([latitude, longitude]: readonly [number, number], km: number, random: Random): string => {
  const distance = (km / 111.2) * Math.sqrt(-2 * Math.log(1 - random()));
  const angle = 2 * Math.PI * random();
  const north = latitude + distance * Math.sin(angle);
  const east = longitude + (distance * Math.cos(angle)) / Math.cos((latitude * Math.PI) / 180);
  return `${north.toFixed(5)},${east.toFixed(5)}`;
};

const cities: readonly (readonly [string, number, number])[] = [
  ["Berlin", 52.52, 13.405],
  ["London", 51.507, -0.128],
  ["Paris", 48.857, 2.352],
  ["New York", 40.713, -74.006],
  ["München", 48.137, 11.575],
  ["Wien", 48.208, 16.373],
  ["São Paulo", -23.551, -46.633],
  ["Amsterdam", 52.368, 4.904],
  ["Graz", 47.071, 15.438],
  ["Zürich", 47.377, 8.541],
  ["Madrid", 40.417, -3.704],
  ["Warszawa", 52.23, 21.012],
  ["Chicago", 41.878, -87.63],
  ["Toronto", 43.653, -79.383],
  ["Kraków", 50.065, 19.945],
  ["Lisboa", 38.722, -9.139],
];
const terms = [
  ..."jazz rock opera comedy musical festival beyoncé taylor ballet hamlet philharmonic derby circus indie techno".split(
    " ",
  ),
  ..."winterreise cabaret blues magic orchestra choir tango salsa metal folk swan lake carmen faust requiem".split(
    " ",
  ),
  ...Array.from({ length: 170 }, (_, i) => `artist${i}`),
];
const types = ["concert", "theatre", "comedy", "sport"];
const pickTerm = zipf(terms.length);
const pickCity = zipf(cities.length);

/** A word as one types it. */
const typed = (word: string, random: Random): string => {
  const how = random();
  if (how < 0.2) return word.toUpperCase();
  if (how < 0.4) return ` ${word}`;
  if (how < 0.5) return word.normalize("NFD").replace(/\p{M}/gu, "");
  return word;
};

const shuffled = <Item>(items: readonly Item[], random: Random): readonly Item[] =>
  items
    .map((item) => ({ item, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);

/**
 * What a fan asks: an artist or a show by name (nearly half), what is on around him (a quarter), what is on in a city (a sixth), or
 * a name with a place (a sixth); one in eight a type as well. Parameters come in any order, and as they are typed.
 */
export const searchOf = (random: Random): string => {
  const [city, latitude, longitude] = cities[pickCity(random)] ?? ["Berlin", 52.52, 13.405];
  const name = typed(terms[pickTerm(random)] ?? "jazz", random);
  const around = near([latitude, longitude], 6, random);
  const how = random();
  const parts: [string, string][] = [];
  if (how < 0.45 || how >= 0.85) parts.push(["term", name]);
  if (how >= 0.45 && how < 0.7) parts.push(["location", around]);
  else if (how >= 0.7) parts.push(["location", random() < 0.3 ? around : typed(city, random)]);
  if (random() < 0.125) parts.push(["type", types[Math.floor(random() * types.length)] ?? "concert"]);
  if (random() < 0.1) parts.push(["limit", "20"]);
  const query = new URLSearchParams();
  for (const [parameter, value] of shuffled(parts, random)) query.set(parameter, value);
  return `/search?${query}`;
};

/** A fan near the middle of Berlin who looks for what is on around. */
export const searchAround = (random: Random): string =>
  `/search?location=${near([52.52, 13.405], 5, random)}`;
