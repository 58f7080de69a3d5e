/** What the worker found when it held its cache against its list: the answer to a page's `check`. */
export interface Truth {
  ready: boolean;
  /** Files that were missing or damaged. */
  found: number;
  /** Files that still are. */
  missing: number;
  /** Whether the phone had no room for them. */
  full: boolean;
  /** How many languages are whole, and their tags. */
  kept: number;
  tags: string[];
  /** Of the release, in all languages. */
  pages: number;
  languages: number;
  version: string;
  /** The worker has been called back. */
  retired?: boolean;
}
