package io.freshet.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Kills task managers with {@code kill -9}: the owner's and the learner's in turn, one subtask after the other, every other
 * pair between a push and the row that the push leads to.
 *
 * <p>For that, the owner's process is stopped ({@code kill -STOP}) until the other learner has answered an event, and so has
 * pushed what it learned: what stands still has published nothing of it. Then the owner's process is killed as it stands, or the
 * learner's, and the owner goes on without it.
 *
 * <p>A kill counts if the job went back to the checkpoint that was the newest when it was chosen, so that what it cost is
 * known.
 *
 * @param kills that count
 */
record Killer(int kills) implements Ordeal {
    private static final String OWNER = "owner";
    private static final String LEARNER = "personalize";

    /** Several times what a learner waits before it pushes. */
    private static final long PUSH_MS = 200;

    /** Longer, and the job manager would take the process for dead. */
    private static final int MOST_WAITS = 10;

    @Override
    public void happen(Setting setting) throws Exception {
        long answered = 0;
        for (int counted = 0; counted < kills; ) {
            Kill kill = kill(setting, counted, answered);
            setting.report().write(kill.toJson());
            assertThat(kill.before()).as("checkpoint before the kill").isPositive();
            assertThat(kill.restored()).as("checkpoint that it went on from").isGreaterThanOrEqualTo(kill.before());
            if (kill.restored() == kill.before()) {
                assertThat(kill.gap()).as("answers past the checkpoint").isPositive();
                counted++;
            }
            answered = setting.answers().answered();
        }
    }

    private static Kill kill(Setting setting, int number, long answeredBefore) throws Exception {
        Aim aim = aim(setting, number, answeredBefore);
        long answered = setting.answers().answered();
        long killedNanos = System.nanoTime();
        setting.cluster().kill(aim.victim(), true);
        if (aim.beforeItsRow() && !aim.ownerIsVictim()) {
            signal(setting.cluster(), aim.owner(), "-CONT");
        }
        setting.standing().awaitRestart(aim.moment().restored());
        return new Kill(
                aim.victim(),
                aim.part(),
                aim.beforeItsRow(),
                aim.pushed(),
                aim.moment().checkpoint(),
                setting.standing().restored(),
                aim.moment().covered(),
                answered,
                (System.nanoTime() - killedNanos) / 1_000_000);
    }

    /**
     * Who is to be killed just now.
     *
     * @param owner whose process stands still, if it is to come before the row
     */
    private record Aim(
            String part, String victim, String owner, boolean beforeItsRow, Standing.Moment moment, long pushed) {
        boolean ownerIsVictim() {
            return owner.equals(victim);
        }
    }

    private static Aim aim(Setting setting, int number, long answeredBefore) throws Exception {
        String part = number % 2 == 0 ? OWNER : LEARNER;
        boolean beforeItsRow = number / 2 % 2 == 0;
        while (true) {
            Standing.Moment moment = setting.standing().awaitMoment(answeredBefore);
            List<String> taskManagers = setting.job().taskManagersOf(part);
            int subtask = number / 4 % taskManagers.size();
            String victim = taskManagers.get(subtask);
            String other = taskManagers.get((subtask + 1) % taskManagers.size());
            String owner = part.equals(OWNER) ? victim : other;
            long pushed = beforeItsRow ? pushedWhileStopped(setting, owner) : 0;
            if (setting.standing().newest() == moment.checkpoint() && (pushed > 0 || !beforeItsRow)) {
                return new Aim(part + "-" + subtask, victim, owner, beforeItsRow, moment, pushed);
            }
            if (beforeItsRow) {
                signal(setting.cluster(), owner, "-CONT");
            }
        }
    }

    /**
     * Returns how many events the other learner has answered since: none if a checkpoint was under way, whose barriers it
     * waits for.
     */
    private static long pushedWhileStopped(Setting setting, String taskManager) throws Exception {
        signal(setting.cluster(), taskManager, "-STOP");
        // what was answered before may still be on its way to who counts
        TimeUnit.MILLISECONDS.sleep(PUSH_MS);
        long before = setting.answers().answered();
        for (int n = 0; n < MOST_WAITS && setting.answers().answered() == before; n++) {
            TimeUnit.MILLISECONDS.sleep(PUSH_MS);
        }
        TimeUnit.MILLISECONDS.sleep(PUSH_MS);
        return setting.answers().answered() - before;
    }

    private static void signal(Cluster cluster, String name, String signal) throws IOException, InterruptedException {
        long pid = cluster.processes().stream()
                .filter(process -> process.name().equals(name))
                .findAny()
                .orElseThrow()
                .pid();
        int status =
                new ProcessBuilder("kill", signal, Long.toString(pid)).start().waitFor();
        assertThat(status).as("status of kill %s %d", signal, pid).isZero();
    }
}
