import { Component, type ReactNode } from 'react';
import { common } from '../../../shared/wording/window/common';
import { Button } from './button';
import { Problem } from './problem';

interface PaneBoundaryProps {
  readonly children: ReactNode;
  /** Another value clears the failure, such as another message being opened. */
  readonly resetKey?: string | null;
}

interface PaneBoundaryState {
  readonly failed: boolean;
  readonly resetKey: string | null | undefined;
}

/** Keeps a fault in one pane from taking the window away; says so in one plain sentence. */
export class PaneBoundary extends Component<PaneBoundaryProps, PaneBoundaryState> {
  override state: PaneBoundaryState = { failed: false, resetKey: this.props.resetKey };

  static getDerivedStateFromError(): Partial<PaneBoundaryState> {
    return { failed: true };
  }

  static getDerivedStateFromProps(props: PaneBoundaryProps, state: PaneBoundaryState): PaneBoundaryState | null {
    return props.resetKey === state.resetKey ? null : { failed: false, resetKey: props.resetKey };
  }

  override render(): ReactNode {
    if (!this.state.failed) {
      return this.props.children;
    }
    return (
      <div className="empty-state">
        <Problem sentence={common.paneFailed} />
        <Button onPress={() => this.setState({ failed: false })}>{common.retry}</Button>
      </div>
    );
  }
}
