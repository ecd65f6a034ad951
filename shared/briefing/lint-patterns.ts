/** The expressions that the check of wording looks for. Bounded repetitions only: text of any length is read in one pass. */

/** Every word of ICD 203's likelihood scale, the longer ones first. The second row of words is told apart by `second`. */
export const LIKELIHOOD_FIRST =
  /\b(?:almost no chance|(?:very )?(?:unlikely|likely)|roughly (?:an )?even chance|almost certain(?:ly)?)\b/gi;
export const LIKELIHOOD_SECOND =
  /\b(?:remote chance|chance is remote|highly (?:im)?probable|(?:im)?probabl[ey]|roughly even odds|nearly certain(?:ly)?)\b/gi;

/** Confidence in sources and reasoning. */
export const CONFIDENCE =
  /\b(?:high|moderate|medium|low|full|strong|complete)(?:ly)? confiden(?:ce|t)\b|\bconfiden(?:ce (?:is|was|of)|t that)\b/gi;

/** Words of estimation outside of the scale. */
export const OFF_SCALE =
  /\b(?:possibly|perhaps|maybe|conceivabl[ye]|plausibl[ye]|presumabl[ye]|apparently|supposedly|allegedly|might|could (?:be|have been)|may well|(?:we|i) (?:believe|think|feel|suspect|guess|assume)|it (?:is|seems|appears) (?:possible|that way)|(?:can ?not|can['’]t|could not) (?:be )?rule[d]? out|chances are|a good chance|high(?:ly)? degree of certainty|more likely than not)\b/gi;

/** Words that leave no room for error. */
export const CERTAINTY =
  /\b(?:prove[sdn]?|proving|proof (?:that|of)|definitely|definitively|undoubtedly|unquestionably|undeniabl[ye]|indisputabl[ye]|clearly|obviously|conclusively|beyond (?:any |a |all )?doubt|without (?:any |a )?doubt|no doubt|certainly|hacked|guilty)\b|\b100 ?%/gi;

/** A person or group named as the one who did it. */
export const ATTRIBUTION =
  /\b(?:(?:was|were|is|are|been) (?:sent|written|made|created|operated|run|carried out|conducted|perpetrated|organi[sz]ed|ordered|orchestrated) by (?!(?:a|an|the) (?:script|program|host|server|relay|computer|machine|service|mail)\b)|(?:is|are|was|were) (?:responsible|to blame) for|(?:is|are|was|were) behind|the (?:perpetrators?|culprits?|suspects?|attackers?|hackers?|adversar(?:y|ies)))\b/gi;

const ADDRESS = /[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,255}/g;
const TELEPHONE = /(?<![\w.-])(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?![\w-])/g;
const SOCIAL_SECURITY = /(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])/g;
const STREET =
  /\b\d{1,6} (?:[A-Z][a-z]{1,20} ){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct)\b/g;
const TITLED = /\b(?:Mr|Mrs|Ms|Miss|Dr)\.? [A-Z][\p{L}'’-]{1,40}(?: [A-Z][\p{L}'’-]{1,40})?/gu;
const NAMED =
  /\b(?:[Vv]ictims?|[Vv]oters?|[Rr]esidents?|[Rr]ecipients?|[Ww]itness(?:es)?|named)[,:]? [A-Z][\p{L}'’-]{1,40} (?:[A-Z]\.? )?[A-Z][\p{L}'’-]{1,40}/gu;

/** What tells who a victim is. */
export const PERSON: readonly RegExp[] = [ADDRESS, TELEPHONE, SOCIAL_SECURITY, STREET, TITLED, NAMED];
