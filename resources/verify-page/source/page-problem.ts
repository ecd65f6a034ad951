/** Why a check did not begin, in a sentence for the person at the page. */
export class PageProblem extends Error {
  override readonly name = 'PageProblem';
}
