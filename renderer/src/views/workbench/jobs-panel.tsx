import { useEffect, useState } from 'react';
import { common } from '../../../../shared/wording/window/common';
import { jobWords as words } from '../../../../shared/wording/window/jobs';
import { status } from '../../../../shared/wording/window/workbench';
import { hasReceipt, openReceipt } from '../../actions/engine-events';
import { cancelJob } from '../../actions/import-actions';
import { Button } from '../../components/button';
import { grouped, percent, readableBytes } from '../../format/numbers';
import { bytesPerSecond, type Job, secondsLeft, shareDone } from '../../state/jobs';

/** All work of this session that is still remembered, the newest first. */
export function JobsPanel({ jobs }: { readonly jobs: readonly Job[] }) {
  const nowMs = useSeconds(jobs.some(({ end }) => end === null));
  return (
    <section className="jobs-panel" aria-label={status.jobs}>
      <h2 className="section-name">{status.jobs}</h2>
      {jobs.length === 0 && <p className="muted">{status.noJobs}</p>}
      <ul>
        {jobs.toReversed().map((job) => (
          <li key={job.jobId} className="jobs-item">
            {job.end === null ? <RunningJob job={job} nowMs={nowMs} /> : <EndedJob job={job} end={job.end} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The time that has passed, once a second while something runs: a job that stands still is seen to. */
function useSeconds(isRunning: boolean): number {
  const [nowMs, setNow] = useState(() => performance.now());
  useEffect(() => {
    if (!isRunning) {
      return undefined;
    }
    const timer = window.setInterval(() => setNow(performance.now()), 1000);
    return () => window.clearInterval(timer);
  }, [isRunning]);
  return nowMs;
}

function RunningJob({ job, nowMs }: { readonly job: Job; readonly nowMs: number }) {
  return (
    <>
      <p className="jobs-name">{status.kinds[job.kind]}</p>
      <JobLine job={job} />
      <p className="muted">{factsOf(job, nowMs).join(' · ')}</p>
    </>
  );
}

/** How much is done of how much, how fast, and how long it will still take: as far as each can be told. */
function factsOf(job: Job, nowMs: number): readonly string[] {
  const { progress } = job;
  const rate = bytesPerSecond(job, nowMs);
  const left = secondsLeft(job, nowMs);
  if (progress === null) {
    return [words.starting];
  }
  const { doneBytes, totalBytes } = progress;
  const of =
    totalBytes === null
      ? words.done(readableBytes(doneBytes))
      : words.doneOf(readableBytes(doneBytes), readableBytes(totalBytes));
  return [
    ...(doneBytes > 0 || totalBytes !== null ? [of] : []),
    ...(rate === null ? [] : [words.rate(readableBytes(rate))]),
    ...(left === null ? [] : [words.left(left)]),
  ];
}

function EndedJob({ job, end }: { readonly job: Job; readonly end: NonNullable<Job['end']> }) {
  return (
    <div className="jobs-ended">
      <p>{status.finished(status.kinds[job.kind], status.outcomes[end.outcome])}</p>
      {hasReceipt(end) && (
        <Button kind="link" label={words.receiptOf(status.kinds[job.kind])} onPress={() => openReceipt(end)}>
          {words.receipt}
        </Button>
      )}
      {end.sentence !== null && <p className="muted jobs-sentence">{end.sentence}</p>}
    </div>
  );
}

/** One running job: what it does, how far, how fast, and the way to stop it. */
export function JobLine({ job }: { readonly job: Job }) {
  const { progress, kind } = job;
  const share = progress === null ? null : shareDone(progress);
  return (
    <div className="job-line">
      <span className="job-stage">
        {progress?.stage === undefined || progress.stage === '' ? status.kinds[kind] : progress.stage}
      </span>
      <progress aria-label={status.kinds[kind]} max={1} value={share ?? undefined} />
      {share !== null && <span>{percent(share)}</span>}
      {progress !== null && progress.doneMessages > 0 && <span>{status.done(grouped(progress.doneMessages))}</span>}
      {progress !== null && progress.messagesPerSecond > 0 && (
        <span>{status.rate(grouped(progress.messagesPerSecond))}</span>
      )}
      {progress !== null && progress.setAside > 0 && <span>{status.setAside(grouped(progress.setAside))}</span>}
      <Button kind="link" label={status.cancelJob(status.kinds[kind])} onPress={() => cancelJob(job.jobId)}>
        {common.cancel}
      </Button>
    </div>
  );
}
