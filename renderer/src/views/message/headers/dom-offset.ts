/**
 * Turns a place in the page into a byte offset. Painted pieces carry `data-start` and `data-end`; text pieces hold one
 * unit for each byte, anything else counts as its first or its last byte.
 */
export function byteAt(node: Node, offset: number): number | null {
  const element = node instanceof Element ? node : node.parentElement;
  const piece = element?.closest<HTMLElement>('[data-start]');
  if (piece == null) {
    return null;
  }
  const start = Number(piece.dataset['start']);
  const end = Number(piece.dataset['end']);
  if (node.nodeType === Node.TEXT_NODE && piece.dataset['plain'] !== undefined) {
    return Math.min(start + offset, end);
  }
  return offset === 0 ? start : end;
}

/** The bytes of what the mouse selected in a container; null when nothing is selected in it. */
export function selectedBytes(container: Node): { readonly anchor: number; readonly at: number } | null {
  const selection = document.getSelection();
  if (selection?.anchorNode == null || selection.focusNode === null || selection.isCollapsed) {
    return null;
  }
  if (!container.contains(selection.anchorNode) || !container.contains(selection.focusNode)) {
    return null;
  }
  const anchor = byteAt(selection.anchorNode, selection.anchorOffset);
  const at = byteAt(selection.focusNode, selection.focusOffset);
  return anchor === null || at === null ? null : { anchor, at };
}
