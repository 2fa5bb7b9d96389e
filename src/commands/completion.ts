// `landfall completion`: the script that makes a shell complete Landfall's command lines.
import { script } from '@bomb.sh/tab';
import { Argument, Command } from '@commander-js/extra-typings';
import type { World } from './command.js';

/** Defines the command. */
export function defineCompletion(world: World) {
  return new Command('completion')
    .addArgument(new Argument('<shell>', 'the shell that shall complete').choices(SHELLS))
    .addHelpText('after', NOTES)
    .action((shell) => completion(world, shell));
}

const SHELLS = ['bash', 'zsh', 'fish'] as const;

async function completion(world: World, shell: (typeof SHELLS)[number]): Promise<void> {
  script(shell, 'landfall', 'landfall');
  if (shell === 'bash') await world.out(BASH_FILES);
}

/** The library's script never lets bash complete files, which `--output` and its like take. */
const BASH_FILES = 'complete -o default -F __landfall_complete landfall\n';

const NOTES = `
Commands, options, their values, and the projects of the config are completed. bash
needs its package bash-completion.

Examples:
  $ source <(landfall completion bash)          in ~/.bashrc
  $ source <(landfall completion zsh)           in ~/.zshrc, behind compinit
  $ landfall completion fish > ~/.config/fish/completions/landfall.fish`;
