package io.freshet.jobs.compare;

import java.util.List;

/** In how many windows either side hits more often, and in how many of those McNemar's test says so after Holm. */
record Leads(int windows, int run, int runByTest, int reference, int referenceByTest) {

    static Leads of(List<Adjusted<WindowTest>> windows, double alpha) {
        int[] leads = new int[4];
        for (Adjusted<WindowTest> window : windows) {
            double difference = window.test().difference();
            if (difference != 0) {
                int side = difference > 0 ? 0 : 2;
                leads[side]++;
                leads[side + 1] += window.p() <= alpha ? 1 : 0;
            }
        }
        return new Leads(windows.size(), leads[0], leads[1], leads[2], leads[3]);
    }
}
