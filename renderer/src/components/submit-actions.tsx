import type { ReactNode } from 'react';
import { common } from '../../../shared/wording/window/common';
import { Button } from './button';

interface SubmitActionsProps {
  readonly onCancel: () => void;
  readonly disabled: boolean;
  /** What the main button says. */
  readonly children: ReactNode;
}

/** The foot of a dialog that is filled in: leave it, or do what it is for. */
export function SubmitActions({ onCancel, disabled, children }: SubmitActionsProps) {
  return (
    <>
      <Button onPress={onCancel}>{common.cancel}</Button>
      <Button kind="primary" submits disabled={disabled}>
        {children}
      </Button>
    </>
  );
}
