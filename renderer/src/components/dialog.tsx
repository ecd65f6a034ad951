import { type ReactNode, useEffect, useId, useRef } from 'react';
import { common } from '../../../shared/wording/window/common';
import { Button } from './button';
import './dialog.css';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons at the foot; without any, a button to close stands there. */
  readonly actions?: ReactNode;
  /** Called by the submit button and by Enter in a field. */
  readonly onSubmit?: () => void;
  readonly width?: 'narrow' | 'wide';
  readonly bare?: boolean;
}

/** A modal dialog on the platform's own element: focus stays inside, Esc closes, focus returns to where it was. */
export function Dialog(props: DialogProps) {
  const titleId = useId();
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = element.current;
    const before = document.activeElement;
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    // Where nothing is asked for, Enter presses the main button; the text above it is scrolled after Tab.
    if (dialog?.querySelector('form') === null) {
      dialog.querySelector<HTMLElement>('.dialog-actions .button-primary')?.focus();
    }
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement) {
        before.focus();
      }
    };
  }, []);
  return (
    <dialog
      ref={element}
      className={`dialog dialog-${props.width ?? 'narrow'}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
    >
      <DialogForm onSubmit={props.onSubmit}>
        <h2 id={titleId} className={props.bare === true ? 'visually-hidden' : 'dialog-title'}>
          {props.title}
        </h2>
        <DialogContent bare={props.bare === true} asks={props.onSubmit !== undefined}>
          {props.children}
        </DialogContent>
        {props.bare !== true && (
          <div className="dialog-actions">
            {props.actions ?? (
              <Button kind="primary" onPress={props.onClose}>
                {common.close}
              </Button>
            )}
          </div>
        )}
      </DialogForm>
    </dialog>
  );
}

interface DialogFormProps {
  readonly onSubmit: (() => void) | undefined;
  readonly children: ReactNode;
}

/** A form only where something is submitted: a dialog may hold a form of its own, and Chromium swallows the inner one's event. */
function DialogForm({ onSubmit, children }: DialogFormProps) {
  if (onSubmit === undefined) {
    return <div className="dialog-form">{children}</div>;
  }
  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}

interface DialogContentProps {
  readonly bare: boolean;
  /** Whether there are fields in it, by which it is scrolled. */
  readonly asks: boolean;
  readonly children: ReactNode;
}

function DialogContent({ bare, asks, children }: DialogContentProps) {
  // The tab stop lets a text that is longer than the dialog be scrolled by keyboard.
  if (bare) {
    return <div className="dialog-bare">{children}</div>;
  }
  return (
    <div className="dialog-content" tabIndex={asks ? undefined : 0}>
      {children}
    </div>
  );
}
