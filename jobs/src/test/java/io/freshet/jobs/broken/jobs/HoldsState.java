package io.freshet.jobs.broken.jobs;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

public final class HoldsState {
    static int assigned;
    static final AtomicLong COUNTER = new AtomicLong();
    static final int[] CELLS = {0};
    static final Map<String, String> CACHE = new HashMap<>();

    private HoldsState() {}
}
