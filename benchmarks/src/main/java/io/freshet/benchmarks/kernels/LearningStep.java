package io.freshet.benchmarks.kernels;

import io.freshet.embedding.LearnerConfig;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A step of the learner for an event, with the default settings but without situations, of which the learner in C knows nothing. */
public class LearningStep extends Duel {
    private static final int ITEMS = 3_500;
    private static final int USERS = 6_000;
    private static final int EVENTS = 4_096;
    private static final int STEPS_A_TURN = 256;
    private static final int SHARED_AMONG = 16;

    @Param({"c", "c-fast-math", "shared", "without-situations"})
    public String peer = "";

    private Steps ours;
    private Steps other;

    @Setup
    public void fill() {
        LearnerConfig config = LearnerConfig.builder().situations(false).build();
        LearningEvents events = LearningEvents.of(EVENTS, USERS, ITEMS, config.contextLength());
        boolean hasSituations = peer.equals("without-situations");
        ours = FreshetSteps.ofNew(hasSituations ? LearnerConfig.DEFAULTS : config, events, USERS, ITEMS);
        other = switch (peer) {
            case "c" -> new NativeSteps(config, events, USERS, ITEMS, false);
            case "c-fast-math" -> new NativeSteps(config, events, USERS, ITEMS, true);
            case "shared" ->
                FreshetSteps.ofNew(
                        LearnerConfig.builder()
                                .situations(false)
                                .sharedNegatives(SHARED_AMONG)
                                .build(),
                        events,
                        USERS,
                        ITEMS);
            case "without-situations" -> FreshetSteps.ofNew(config, events, USERS, ITEMS);
            default -> throw new IllegalArgumentException("no peer is called " + peer);
        };
    }

    @TearDown
    public void free() {
        other.close();
    }

    @Override
    double ours() {
        return ours.next(STEPS_A_TURN);
    }

    @Override
    double peer() {
        return other.next(STEPS_A_TURN);
    }

    @Override
    double oursUnits() {
        return STEPS_A_TURN;
    }
}
