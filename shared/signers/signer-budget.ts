/** What the chains and keys of one message may cost, all of its signatures together: a hostile one may have many. */
export class SignerBudget {
  #checks = 300;
  #listBytes = 16 << 20;

  /** Whether one more signature may be checked; if so, it counts. */
  takeCheck(): boolean {
    this.#checks -= 1;
    return this.#checks >= 0;
  }

  /** Whether a list of so many bytes may be looked through; if so, they count. */
  takeList(bytes: number): boolean {
    const isThere = bytes <= this.#listBytes;
    this.#listBytes -= isThere ? bytes : 0;
    return isThere;
  }
}
