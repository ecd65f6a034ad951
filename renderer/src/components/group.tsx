import type { ReactNode } from 'react';

interface GroupProps {
  readonly label: string;
  readonly className: string;
  readonly children: ReactNode;
}

/** Controls that belong together, named for those who cannot see that they do. */
export function Group({ label, className, children }: GroupProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a flex row in every engine version
    <div role="group" aria-label={label} className={className}>
      {children}
    </div>
  );
}
