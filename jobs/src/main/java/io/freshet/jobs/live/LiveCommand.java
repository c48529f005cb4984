package io.freshet.jobs.live;

import io.freshet.jobs.config.JobConfig;
import io.freshet.jobs.config.SettingsOptions;
import io.freshet.jobs.kafka.Topics;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code flink run} calls: {@code flink run freshet-jobs-….jar --bootstrap host:9092}. */
@Command(
        name = "freshet-job",
        description = "Submits the live job to the cluster that runs this jar.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class LiveCommand implements Callable<Integer> {
    @Option(names = "--bootstrap", paramLabel = "HOST:PORT", required = true, description = "Kafka brokers")
    private String bootstrap = "";

    @Option(
            names = "--prefix",
            defaultValue = Topics.DEFAULT_PREFIX,
            description = "of all topic names (default: ${DEFAULT-VALUE})")
    private String prefix = Topics.DEFAULT_PREFIX;

    @Option(names = "--repeat", description = "users come back to items: recommend those too")
    private boolean repeat;

    @Option(names = "--exactly-once", description = "transactional output, readable at each checkpoint only")
    private boolean exactlyOnce;

    @Option(
            names = "--checkpoint-interval",
            paramLabel = "MS",
            defaultValue = "10000",
            description = "milliseconds between checkpoints (default: ${DEFAULT-VALUE})")
    private long checkpointMs;

    @Option(
            names = "--alignment",
            paramLabel = "MS",
            defaultValue = "0",
            description = "how far a partition may run ahead of the others in event time; 0 lets them run (default)")
    private long alignmentMs;

    @Mixin
    private SettingsOptions settings = new SettingsOptions();

    public static void main(String[] args) throws Exception {
        CommandLine command = new CommandLine(new LiveCommand())
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    throw failure;
                });
        int status = command.execute(args);
        if (status != 0) {
            throw new IllegalArgumentException("the job was not submitted: see the message above");
        }
    }

    @Override
    public Integer call() throws Exception {
        JobConfig config = config();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        boolean restored = env.getConfiguration()
                .getOptional(StateRecoveryOptions.SAVEPOINT_PATH)
                .isPresent();
        if (!restored) {
            StartCheck.requireEmpty(config);
        }
        FreshetJob.build(env, config);
        env.execute("freshet");
        return 0;
    }

    JobConfig config() {
        return JobConfig.builder(bootstrap)
                .topics(new Topics(prefix))
                .settings(settings.load(), repeat)
                .guarantee(exactlyOnce ? DeliveryGuarantee.EXACTLY_ONCE : DeliveryGuarantee.AT_LEAST_ONCE)
                .checkpointInterval(Duration.ofMillis(checkpointMs))
                .alignment(Duration.ofMillis(alignmentMs))
                .build();
    }
}
