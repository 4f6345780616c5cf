/** What several holders share of a bound. */
export class Budget {
  constructor(private left: number) {}

  /** Whether `amount` was left; takes it if so. */
  take(amount: number): boolean {
    if (this.left < amount) return false;
    this.left -= amount;
    return true;
  }

  give(amount: number): void {
    this.left += amount;
  }
}
