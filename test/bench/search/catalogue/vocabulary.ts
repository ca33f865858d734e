import { mixed, pick, randomOf } from "./random.ts";

/** The words that are met most in names of events, the most frequent first. */
export const commonInNames =
  "live tour the night of and jazz festival concert in show orchestra world summer band music christmas rock comedy quartet trio symphony dance opera club new year acoustic experience tribute ensemble choir party blues session sunday special gala piano classic winter spring autumn brass electric soul folk metal swing evening open air final cup match derby league stand up improv theatre musical family kids circus magic ice talk reading poetry film score strings guitar voices stars legends stories dreams songs".split(
    " ",
  );

/** And in what is said of them. */
export const commonInTexts =
  "the and of a to in with for an on is by from at this as that are it one all his her their you will more than most new has been who back first between through after over into about stage music evening audience songs album years great world famous best never known young old love life story night time hall city summer special guests tickets doors open".split(
    " ",
  );

const onsets = "b br c ch cr d dr f fl g gr h j k kl l m n p pl qu r s sh sk sl st t tr v w y z".split(" ");
const vowels = "a e i o u ai ea ie oa ou é ö ü å í".split(" ");
const codas = ["", "", "", "n", "r", "l", "s", "t", "m", "nd", "rk", "st", "x", "ck", "ll"];

/** A word of its own for each number: two to four syllables, as invented as a band's name. */
export const inventedWord = (seed: number, i: number): string => {
  const random = randomOf(mixed(seed, i));
  const syllables = 2 + (i % 3);
  let word = "";
  for (let syllable = 0; syllable < syllables; syllable++)
    word += `${pick(random, onsets)}${pick(random, vowels)}${syllable === syllables - 1 ? pick(random, codas) : ""}`;
  return word;
};
