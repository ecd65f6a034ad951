/** What the chains and keys of one message may cost, all of its signatures together: a hostile one may have many. */
export class SignerBudget {
  #checks = 300;
  #listBytes = 16 << 20;

  /**
   * Whether one more signature may be checked; if so, it counts.
   *
   * @param cost as many times as one by RSA
   */
  takeCheck(cost = 1): boolean {
    this.#checks -= cost;
    return this.#checks >= 0;
  }

  /** Whether a list of so many bytes may be looked through; if so, they count. */
  takeList(bytes: number): boolean {
    const isThere = bytes <= this.#listBytes;
    this.#listBytes -= isThere ? bytes : 0;
    return isThere;
  }
}
