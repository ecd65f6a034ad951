import type { AskedQuestion } from '../authentication/questions';

/**
 * A shell script that asks the questions of a case on another computer, and prints the answers with date and resolver.
 *
 * Names come from mail that is made to deceive: only names of plain letters get here (`isAskable`), each in quotes.
 */
export function digScript(questions: readonly AskedQuestion[], caseName: string): string {
  const lines = questions.map(({ name, type, purpose }) => `${purpose === 'spf' ? 'spf' : 'ask'} '${name}' ${type}`);
  return `${HEAD.replace('{case}', plain(caseName)).replace('{count}', String(questions.length))}\n${lines.join('\n')}\n\nprintf '; end: %s\\n' "$(now)"\n`;
}

function plain(text: string): string {
  return text.replace(/[^A-Za-z0-9 ._-]/g, '_').slice(0, 100);
}

const HEAD = `#!/bin/sh
# DNS questions of the case "{case}": {count} questions.
#
# Chainmail never uses the network. Run this on a computer that may, and bring the answers back:
#
#   sh dns-questions.sh > dns-answers.txt
#   chainmail dns add CASE dns-answers.txt --source "who ran it, where, on which network"
#
# It needs the program dig (Debian: bind9-dnsutils; Fedora: bind-utils; macOS has it). Another name server than that of
# the computer: RESOLVER=192.0.2.53 sh dns-questions.sh > dns-answers.txt
#
# Whoever runs the name servers of the domains asked for can see the questions, and from where they come.
# The script only reads and prints. It changes nothing.
set -u
RESOLVER="\${RESOLVER:-}"
asked=" "

now() { date -u '+%Y-%m-%dT%H:%M:%SZ'; }

# One question. The whole reply is kept: status, flags ("ad" where the resolver checked DNSSEC), answer, server, time.
query() {
  printf '\\n; date: %s\\n; question: %s %s\\n' "$(now)" "$1" "$2"
  if [ -n "$RESOLVER" ]; then
    dig "@$RESOLVER" +tries=2 +time=5 +dnssec +nocmd -q "$1" -t "$2"
  else
    dig +tries=2 +time=5 +dnssec +nocmd -q "$1" -t "$2"
  fi
}

# Each question once.
ask() {
  case "$asked" in *" $1/$2 "*) return 0 ;; esac
  asked="$asked$1/$2 "
  query "$1" "$2"
}

# Names that a record of the sender points to (include:, redirect=, a:, mx:) are asked too, a few levels deep.
spf() {
  ask "$1" "$2"
  if [ "$2" = TXT ]; then follow "$1" 1; fi
}

follow() {
  if [ "$2" -gt 8 ]; then return 0; fi
  for term in $(dig \${RESOLVER:+"@$RESOLVER"} +tries=2 +time=5 +short -q "$1" -t TXT | tr -d '"' | grep -i '^v=spf1' | tr ' ' '\\n'); do
    term="\${term#[-+~?]}"
    # What a macro stands for depends on the message: Chainmail asks for it once these answers are in the case.
    case "$term" in *%*) continue ;; esac
    target=$(printf '%s' "$term" | sed -e 's/^[a-zA-Z0-9]*[:=]//' -e 's|/.*$||')
    case "$term" in a | a/* | mx | mx/*) target="$1" ;; esac
    case "$target" in '' | -* | *[!A-Za-z0-9._-]*) continue ;; esac
    case "$term" in
      include:* | redirect=*) ask "$target" TXT; (follow "$target" $(($2 + 1))) ;;
      a | a/* | a:*) addresses "$target" ;;
      mx | mx/* | mx:*)
        ask "$target" MX
        for host in $(dig \${RESOLVER:+"@$RESOLVER"} +short -q "$target" -t MX | awk '{print $2}'); do addresses "$host"; done ;;
    esac
  done
}

addresses() {
  case "$1" in '' | -* | *[!A-Za-z0-9._-]*) return 0 ;; esac
  ask "$1" A
  ask "$1" AAAA
}

if ! command -v dig > /dev/null 2>&1; then
  echo 'The program dig is not on this computer. Nothing was asked.' >&2
  exit 1
fi

printf '; chainmail dns answers 1\\n; date: %s\\n; asked with: %s\\n; name server: %s\\n' "$(now)" "$(dig -v 2>&1)" "\${RESOLVER:-that of the computer}"
`;
