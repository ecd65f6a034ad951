import { useState } from 'react';
import { sentenceOf } from '../../api/client';

export interface Submit {
  readonly busy: boolean;
  readonly problem: string | null;
  readonly run: () => void;
}

/** Runs a dialog's act once at a time; its failure is a sentence for the dialog, whose fields stay as they are. */
export function useSubmit(act: () => Promise<void>): Submit {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const run = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await act();
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return {
    busy,
    problem,
    run: () => {
      if (!busy) {
        void run();
      }
    },
  };
}
