package io.freshet.jobs.cluster;

import io.freshet.jobs.kafka.EmbeddedBroker;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The broker as a process: arguments are its directory and port; it closes in order when terminated. */
final class BrokerProcess {
    private BrokerProcess() {}

    public static void main(String[] args) throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(Path.of(args[0]), Integer.parseInt(args[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "close the broker"));
        new CountDownLatch(1).await();
    }
}
