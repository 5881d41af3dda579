import type { Candidate, Certainty, EvidenceType, NamedVariants, View } from './match.ts';

/** What one name, of a file or of a folder, says by itself. */
export type NameResult =
  | {
      type: 'certain';
      certainty: Certainty;
      product: Candidate;
      by: EvidenceType;
      /** The identifier as the catalogue has it. */
      text: string;
      view: View | null;
      viewText: string;
      variants: NamedVariants | null;
      /** Begins, is or contains, as a sentence about the name says it. */
      verb: 'is' | 'begins' | 'contains';
      /** Whether it could hardly be anything else than this product: no short number. */
      strong: boolean;
      /** A sentence on what settled it where the name alone left it open; '' where it didn't. */
      settledBy: string;
    }
  | {
      type: 'unsure';
      candidates: Candidate[];
      /**
       * A sentence about the file's name, or the name of a folder; made where it is shown, as most names are read
       * without one.
       */
      why: (subject: string) => string;
      strong: boolean;
      /** A number without any mark that is also a product's id. */
      isBareId?: true;
      /**
       * Titles and addresses alone are in it, so that the products whose names have most of its words are likelier.
       * `telling`: at least one is no ordinary word.
       */
      byNames?: 'telling' | 'weak';
    }
  | { type: 'silent'; view: View | null; viewText: string; camera: boolean };

/** A result that asks, with its sentence about a file's name or a folder's. */
export function unsure(
  candidates: Candidate[],
  strong: boolean,
  why: (subject: string) => string,
): Extract<NameResult, { type: 'unsure' }> {
  return { type: 'unsure', candidates, why, strong };
}
