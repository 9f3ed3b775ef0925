/** Names that are formulas, as x², and names that are words. */

const HAN = /\p{Script=Han}/u;

/** Whether a name has Chinese characters, which stand upright and in the page's own font. */
export const isChinese = (text: string): boolean => HAN.test(text);

const WORD = /[a-z]{4}/i;

/** Whether a name is of single letters, as x² and sin x, rather than of words. */
export const isFormula = (text: string): boolean => !isChinese(text) && !WORD.test(text);

/** The language by which a formula's letters are chosen: in Chinese pages too they come from a Latin serif. */
export const FORMULA_LANG = "en";
