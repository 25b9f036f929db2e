/** How a figure is known: read in the law itself, found at second hand, remembered, or decided here. Only the first may be presented as law. */
export type SourceMark = 'V' | 'P' | 'M' | 'D';

export interface Source {
  readonly mark: SourceMark;
  /** Law and clause, or where the figure comes from. */
  readonly text: string;
}
