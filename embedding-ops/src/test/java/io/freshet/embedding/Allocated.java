package io.freshet.embedding;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What threads have taken of the heap so far. */
final class Allocated {
    private Allocated() {}

    static long byThisThread() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
