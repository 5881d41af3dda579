import { z } from 'zod';
import { reasonSchema } from './ids.ts';

/** A version as in semver.org, without build metadata. */
export const versionSchema = z
  .string()
  .max(64)
  .regex(/^(?:0|[1-9]\d{0,8})(?:\.(?:0|[1-9]\d{0,8})){2}(?:-[0-9a-z-]{1,20}(?:\.[0-9a-z-]{1,20}){0,4})?$/i);

export const updateChannels = ['stable', 'beta'] as const;
export type UpdateChannel = (typeof updateChannels)[number];

export const updateSettingsSchema = z.object({
  enabled: z.boolean(),
  channel: z.enum(updateChannels),
  /** The version that the user does not want; later ones are offered. */
  skippedVersion: versionSchema.nullable(),
});
export type UpdateSettings = z.infer<typeof updateSettingsSchema>;

export const maxNotesLength = 20_000;

/** `waiting`: downloaded, and installed when nothing is being sent. */
export const updateStepSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('offered') }),
  z.object({ type: z.literal('downloading'), percent: z.number() }),
  z.object({ type: z.literal('waiting') }),
  z.object({ type: z.literal('installing') }),
]);
export type UpdateStep = z.infer<typeof updateStepSchema>;

export const updateViewSchema = z.object({
  /** `never`: this build has no address to look for updates. */
  looks: z.enum(['never', 'off', 'on']),
  isChecking: z.boolean(),
  /** Epoch milliseconds; null before the first answer since the start. */
  checkedAt: z.number().nullable(),
  /** Why the last check, download or installation failed. */
  problem: reasonSchema.nullable(),
  offer: z
    .object({
      version: versionSchema,
      /** Epoch milliseconds. */
      publishedAt: z.number(),
      /** Plain text. */
      notes: z.string().max(maxNotesLength),
      isSkipped: z.boolean(),
      /** False where the system's own packages are updated elsewhere. */
      canInstall: z.boolean(),
      step: updateStepSchema,
    })
    .nullable(),
});
export type UpdateView = z.infer<typeof updateViewSchema>;
