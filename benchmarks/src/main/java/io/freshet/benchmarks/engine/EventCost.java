package io.freshet.benchmarks.engine;

import java.util.Locale;

/**
 * What an event took, medians over the runs. All times are microseconds an event; of several events of a user at one time
 * the first is tested for all.
 *
 * @param model ranker or embedding
 * @param listMicros for the list after the event
 * @param learnBytes left to the garbage collector by testing and learning, an event
 * @param listBytes left to it by the list, the list itself included
 */
public record EventCost(
        String model, double testMicros, double learnMicros, double listMicros, double learnBytes, double listBytes) {

    /** Learning from the event, and the list after it. */
    public double learnAndListMicros() {
        return learnMicros + listMicros;
    }

    /** Also the ranking before the event, which the ranker learns from. */
    public double allMicros() {
        return testMicros + learnMicros + listMicros;
    }

    /** One line of JSON. */
    public String json(String stream) {
        return String.format(
                Locale.ROOT,
                "{\"stream\":\"%s\",\"model\":\"%s\",\"test_us\":%.1f,\"learn_us\":%.1f,\"list_us\":%.1f,"
                        + "\"learn_and_list_us\":%.1f,\"all_us\":%.1f,\"learn_bytes\":%.0f,\"list_bytes\":%.0f,"
                        + "\"jdk\":\"%s\"}",
                stream,
                model,
                testMicros,
                learnMicros,
                listMicros,
                learnAndListMicros(),
                allMicros(),
                learnBytes,
                listBytes,
                Runtime.version());
    }
}
