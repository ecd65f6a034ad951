/** A failure's sentence where it arose; read out when it appears. */
export function Problem({ sentence }: { readonly sentence: string | null }) {
  return (
    <div role="alert" className={sentence === null ? undefined : 'problem'}>
      {sentence}
    </div>
  );
}
