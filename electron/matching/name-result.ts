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
      /** Where the identifier stands in the name: it is all of it, its beginning, or a part. For the sentence. */
      verb: 'is' | 'begins' | 'contains';
      /** Whether it can hardly be anything but this product; see `WeaknessRule.isStrong`. */
      strong: boolean;
      /** A sentence that says what decided if the name alone left it open; '' if the name was enough. */
      settledBy: string;
    }
  | {
      type: 'unsure';
      candidates: Candidate[];
      /**
       * Makes the sentence about the name of a file or folder. A function, because most names are read without showing
       * their sentence.
       */
      why: (subject: string) => string;
      strong: boolean;
      /** A number without any mark that is also a product's id. */
      isBareId?: true;
      /**
       * Set if the name has only titles and addresses. Then the products whose names share most of its words are
       * likelier. `telling`: at least one of them is no ordinary word.
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
