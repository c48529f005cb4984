package io.freshet.jobs.demo;

/** Shows a run while it lasts, on a thread of its own from its making until it is closed. */
interface View extends AutoCloseable {

    @Override
    void close();
}
