/** How a check ended, with its one sentence. */
export interface Outcome {
  readonly ok: boolean;
  readonly detail: string;
}

export const passed = (detail: string): Outcome => ({ ok: true, detail });
export const failed = (detail: string): Outcome => ({ ok: false, detail });
