import { useRef } from 'react';
import { figure as words } from '../../../../shared/wording/window/message';
import { saveFigure } from '../../actions/figure-actions';
import { Button } from '../../components/button';
import { svgText } from '../../components/svg-text';

interface SaveFigureProps {
  readonly messageRef: string;
  readonly name: 'route' | 'times';
  readonly title: string;
}

/** Saves the figure of this view as an SVG file, as it stands. */
export function SaveFigure({ messageRef, name, title }: SaveFigureProps) {
  const place = useRef<HTMLSpanElement>(null);
  const save = (): void => {
    const figure = place.current?.closest('.tab-page')?.querySelector<SVGSVGElement>('svg[role="img"]');
    if (figure != null) {
      void saveFigure(`${messageRef} ${name}.svg`, svgText(figure, `${messageRef}: ${title}`));
    }
  };
  return (
    <span ref={place} className="no-print">
      <Button kind="link" onPress={save}>
        {words.save}
      </Button>
    </span>
  );
}
