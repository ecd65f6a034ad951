import { common } from '../../../../shared/wording/window/common';
import { status } from '../../../../shared/wording/window/workbench';
import { cancelJob } from '../../actions/import-actions';
import { Button } from '../../components/button';
import { grouped, percent } from '../../format/numbers';
import { type Job, shareDone } from '../../state/jobs';

/** All work of this session that is still remembered, the newest first. */
export function JobsPanel({ jobs }: { readonly jobs: readonly Job[] }) {
  return (
    <section className="jobs-panel" aria-label={status.jobs}>
      <h2 className="section-name">{status.jobs}</h2>
      {jobs.length === 0 && <p className="muted">{status.noJobs}</p>}
      <ul>
        {jobs.toReversed().map((job) => (
          <li key={job.jobId} className="jobs-item">
            {job.end === null ? <JobLine job={job} /> : <EndedJob job={job} end={job.end} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function EndedJob({ job, end }: { readonly job: Job; readonly end: NonNullable<Job['end']> }) {
  return (
    <>
      <p>{status.finished(status.kinds[job.kind], status.outcomes[end.outcome])}</p>
      {end.sentence !== null && <p className="muted">{end.sentence}</p>}
    </>
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
