import { countryCodeOf } from "./countries.ts";
import { foldText } from "./folding.ts";
import { cityNamesOf, regionNamesOf } from "./place-names.ts";

export type Place = NamedPlace | Surroundings;

/** "Berlin", "Springfield, Illinois", "Germany": every part must be the event's city, region or country. */
export interface NamedPlace {
  readonly kind: "named";
  readonly parts: readonly PlacePart[];
}

/** What it says is in here, so that an index need not know languages. A text longer than two letters may be the beginning of a name. */
export interface PlacePart {
  /** As it was asked, folded. */
  readonly text: string;
  /** The same city or region in other languages or by its code, whole and folded: "wien" for "vienna", "ca" for "california". */
  readonly otherNames: readonly string[];
  /** ISO 3166-1 alpha-2 in lower case, when it is a country's code or name in some language. */
  readonly country: string | null;
}

export interface Surroundings {
  readonly kind: "around";
  readonly latitude: number;
  readonly longitude: number;
  readonly radiusKm: number;
}

export const defaultRadiusKm = 50;
export const largestRadiusKm = 500;

/** Mean radius (IUGG); a degree of a great circle is 111.2 km. */
export const earthRadiusKm = 6371.0088;
const kmPerDegree = (earthRadiusKm * Math.PI) / 180;

const cells = [0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001];

/** The largest cell, in degrees, whose corners are within a tenth of the radius of its middle: the error nobody notices. */
export const cellOf = (radiusKm: number): number =>
  cells.find((cell) => (cell / Math.SQRT2) * kmPerDegree <= radiusKm / 10) ?? 0.001;

const round = (degrees: number, cell: number): number =>
  // The second rounding takes away what binary fractions add; + 0 makes of -0 a 0.
  Math.round(Math.round(degrees / cell) * cell * 1000) / 1000 + 0;

/** All fans in a cell ask for the same place, so that they share an answer. */
export const aroundCell = (latitude: number, longitude: number, radiusKm: number): Surroundings => {
  const cell = cellOf(radiusKm);
  return { kind: "around", latitude: round(latitude, cell), longitude: round(longitude, cell), radiusKm };
};

const coordinates = /^\s*(-?\d{1,3}(?:\.\d{1,15})?)\s*,\s*(-?\d{1,3}(?:\.\d{1,15})?)\s*$/;

/** `lat,lng` in degrees; null when the text is none, so that it is a name. */
export const coordinatesIn = (text: string): { latitude: number; longitude: number } | null => {
  const match = coordinates.exec(text);
  return match ? { latitude: Number(match[1]), longitude: Number(match[2]) } : null;
};

const placePart = (text: string): PlacePart => {
  const names = new Set([...cityNamesOf(text), ...regionNamesOf(text)]);
  names.delete(text);
  return { text, otherNames: [...names], country: countryCodeOf(text) ?? null };
};

export const namedPlace = (location: string): NamedPlace => ({
  kind: "named",
  parts: location
    .split(",")
    .map(foldText)
    .filter((text) => text !== "")
    .map(placePart),
});

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Along a great circle, whole metres: by these hits are sorted, wherever they are found. */
export const metresFrom = (from: Surroundings, latitude: number, longitude: number): number => {
  const half = (difference: number): number => Math.sin(radians(difference) / 2) ** 2;
  const chord =
    half(latitude - from.latitude) +
    Math.cos(radians(from.latitude)) * Math.cos(radians(latitude)) * half(longitude - from.longitude);
  return Math.round(2000 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(chord))));
};

export interface BoundingBox {
  readonly south: number;
  readonly north: number;
  /** Greater than `east` when the box crosses the antimeridian. */
  readonly west: number;
  readonly east: number;
}

/** Everything within the radius is in it; for an index to look at first. */
export const boundingBoxOf = ({ latitude, longitude, radiusKm }: Surroundings): BoundingBox => {
  const angle = radiusKm / earthRadiusKm;
  const degrees = (angle * 180) / Math.PI;
  const south = latitude - degrees;
  const north = latitude + degrees;
  if (south <= -90 || north >= 90)
    return { south: Math.max(south, -90), north: Math.min(north, 90), west: -180, east: 180 };
  const reach = (Math.asin(Math.sin(angle) / Math.cos((latitude * Math.PI) / 180)) * 180) / Math.PI;
  const wrap = (degreesEast: number): number => ((((degreesEast + 180) % 360) + 360) % 360) - 180;
  return { south, north, west: wrap(longitude - reach), east: wrap(longitude + reach) };
};
