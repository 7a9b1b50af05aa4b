/** A model card as sections that a page and a Markdown file show alike. */

export interface CardTable {
  caption: string;
  head: string[];
  /** The first cell of a row is its heading. */
  rows: string[][];
}

export interface CardSection {
  name: string;
  paragraphs: string[];
  facts: [string, string][];
  tables: CardTable[];
}

export interface ModelCard {
  id: string;
  title: string;
  lead: string;
  sections: CardSection[];
}

/** The model in use and the one before it. */
export interface ModelInUse {
  modelVersionId: string;
  name: string;
  runId: string | null;
  trainedAt: string;
}
export interface InUseView {
  active: (ModelInUse & { since: string; by: string }) | null;
  /** What one act puts back; null where nothing was in use before. */
  before: ModelInUse | null;
}
