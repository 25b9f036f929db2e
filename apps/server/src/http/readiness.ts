/** When the service counts as ready. */
export abstract class Readiness {
  /** Events the slowest view may be behind. */
  abstract readonly mostBehind: number;
}
