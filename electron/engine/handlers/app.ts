import { release } from 'node:os';
import { versions } from 'node:process';
import type { Handlers } from '../../../shared/contract/requests';
import { profileExaminer } from '../profile/profile-examiner';
import { recentCases } from '../profile/recent-cases';
import { describeCase } from '../session/describe-case';
import { listRules } from '../session/list-rules';
import { VERSION } from '../version';
import type { EngineState } from './engine-state';

export function appHandlers(state: EngineState): Pick<Handlers, 'app:state' | 'app:rules' | 'app:show-keys'> {
  return {
    'app:state': async () => ({
      version: VERSION,
      runtime: `Electron ${versions['electron'] ?? 'none'}, Node ${versions.node}, system ${release()}`,
      examiner: await profileExaminer(state.home),
      unlocked: state.isUnlocked,
      recentCases: [...(await recentCases(state.home))],
      openCase: state.openSession === null ? null : describeCase(state.openSession),
    }),
    'app:show-keys': async ({ keys }) => {
      state.emit('menu:keys', { keys });
      return {};
    },
    'app:rules': async () => ({ rules: [...listRules()] }),
  };
}
