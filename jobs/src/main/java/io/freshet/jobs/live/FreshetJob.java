package io.freshet.jobs.live;

import io.freshet.features.RowDelta;
import io.freshet.jobs.config.JobConfig;
import io.freshet.jobs.kafka.Broadcast;
import io.freshet.jobs.kafka.CatalogueChange;
import io.freshet.jobs.kafka.CatalogueDecoder;
import io.freshet.jobs.kafka.DeadLetter;
import io.freshet.jobs.kafka.DeadLetterRecords;
import io.freshet.jobs.kafka.Inbound;
import io.freshet.jobs.kafka.InboundDecoder;
import io.freshet.jobs.kafka.RulesChange;
import io.freshet.jobs.kafka.TopicRecords;
import io.freshet.jobs.rules.ControlDecoder;
import io.freshet.jobs.serde.Types;
import io.freshet.schemas.Codec;
import io.freshet.schemas.Evaluation;
import io.freshet.schemas.ItemState;
import io.freshet.schemas.Recommendations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.OutputTag;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;

/**
 * The live job: interactions and requests in, impressions where lists teach, recommendations and evaluations out, and the loop of the shared rows through the
 * item-state topic, since Flink has no iterations.
 */
public final class FreshetJob {
    /** Fixed, because it decides the key groups and so cannot change for a job that has state. */
    private static final int MAX_PARALLELISM = 720;

    /** Latency between operators at low rates; at high rates buffers fill sooner. */
    private static final long BUFFER_TIMEOUT_MS = 5;

    /** The same from the learners to the owner, which collects rows for as long. */
    private static final long DELTAS_BUFFER_TIMEOUT_MS = 20;

    /**
     * Of what is rare, or comes in large pieces: each is sent at once. Other outputs have a thread each that wakes up after every timeout,
     * whether there is anything to send or not.
     */
    private static final long AT_ONCE = 0;

    /** An event makes so many rows that the broker would be busy with requests if batches had the usual 16 KiB. */
    private static final String ROW_BATCH_BYTES = Integer.toString(1 << 18);

    /** Nobody waits for an evaluation, so that they share requests; in milliseconds. */
    private static final String EVALUATIONS_LINGER_MS = "20";

    /** How often partitions that were added are looked for; nothing in them is lost meanwhile. */
    private static final String NEW_PARTITIONS_MS = "10000";

    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration ALIGNMENT_UPDATES = Duration.ofMillis(50);

    private final StreamExecutionEnvironment env;
    private final JobConfig config;
    private final Start start;
    private final EarlierRows earlierRows;
    private final EarlierRecords<CatalogueChange> earlierCatalogue;
    private final EarlierRecords<RulesChange> earlierRules;

    private FreshetJob(StreamExecutionEnvironment env, JobConfig config, Start start) {
        this.env = env;
        this.config = config;
        this.start = start;
        this.earlierRows =
                new ItemStateTopic(config.bootstrapServers(), config.topics().itemState(), start);
        this.earlierCatalogue = new InboundTopic<>(
                new EarlierTopic(config.bootstrapServers(), config.topics().items()),
                start.catalogueEnds(),
                CatalogueDecoder::new,
                Inbound.OfItem.class,
                Inbound.OfItem::change);
        this.earlierRules = new InboundTopic<>(
                new EarlierTopic(config.bootstrapServers(), config.topics().control()),
                start.controlEnds(),
                ControlDecoder::new,
                Inbound.OfRules.class,
                Inbound.OfRules::change);
    }

    /** Adds the job's graph to {@code env}, whose parallelism it takes; its topics are new, or its state is restored. */
    public static void build(StreamExecutionEnvironment env, JobConfig config) {
        build(env, config, Start.ON_NOTHING);
    }

    static void build(StreamExecutionEnvironment env, JobConfig config, Start start) {
        new FreshetJob(env, config, start).build();
    }

    private void build() {
        configure();
        SingleOutputStreamOperator<Inbound.OfUser> interactions = interactions();
        SingleOutputStreamOperator<Inbound.OfUser> requests = requests();
        SingleOutputStreamOperator<Inbound.OfItem> items = items();
        SingleOutputStreamOperator<Inbound> control = control();
        List<SingleOutputStreamOperator<Inbound.OfUser>> impressions = impressions();
        SingleOutputStreamOperator<RowDelta> personalized = ofUsers(interactions, requests, impressions)
                .keyBy(Inbound.OfUser::userId)
                .connect(itemState().union(catalogue(items), rules(control)).broadcast())
                .transform(
                        "personalize",
                        Types.rowDelta(),
                        new PersonalizeOperator(config, start.mode(), earlierRows, earlierCatalogue, earlierRules))
                .uid("personalize")
                .setBufferTimeout(DELTAS_BUFFER_TIMEOUT_MS);
        SingleOutputStreamOperator<ItemState> rows = personalized
                .keyBy(RowDelta::rowId)
                .transform("owner", Types.itemState(), new OwnerOperator(config, start, earlierRows))
                .uid("owner");
        writeDeadLetters(interactions, requests, impressions, items, control, personalized);
        writeOutputs(personalized, rows);
    }

    private void configure() {
        env.configure(new Configuration().set(PipelineOptions.GENERIC_TYPES, false));
        env.getConfig().setMaxParallelism(MAX_PARALLELISM);
        env.getConfig().enableObjectReuse(); // records are not changed once they are made
        env.setBufferTimeout(BUFFER_TIMEOUT_MS);
        env.enableCheckpointing(config.checkpointInterval().toMillis(), CheckpointingMode.EXACTLY_ONCE);
    }

    private SingleOutputStreamOperator<Inbound.OfUser> interactions() {
        Duration maxFuture = config.maxFuture();
        KafkaSource<Inbound> source = input(
                config.topics().interactions(),
                "personalize",
                start.mode() == StartMode.FRESH
                        ? OffsetsInitializer.earliest()
                        : OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST),
                new InboundRecords(() -> InboundDecoder.interactions(maxFuture)));
        return checked(
                env.fromSource(source, watermarks(), "interactions", Types.inbound())
                        .uid("interactions"),
                "check",
                Inbound.OfUser.class,
                Types.ofUser());
    }

    /** However the job starts, a request that was answered is not answered again. */
    private SingleOutputStreamOperator<Inbound.OfUser> requests() {
        Duration maxFuture = config.maxFuture();
        KafkaSource<Inbound> source = input(
                config.topics().requests(),
                "requests",
                OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST),
                new InboundRecords(() -> InboundDecoder.requests(maxFuture)));
        return checked(
                        env.fromSource(source, WatermarkStrategy.noWatermarks(), "requests", Types.inbound())
                                .uid("requests"),
                        "check-requests",
                        Inbound.OfUser.class,
                        Types.ofUser())
                .setBufferTimeout(AT_ONCE);
    }

    /**
     * Nobody reads them where no list is remembered. They belong to lists that interactions bring about, so a job that reads those
     * from the beginning reads these from there too.
     */
    private List<SingleOutputStreamOperator<Inbound.OfUser>> impressions() {
        if (!config.recommender().learnsFromLists()) {
            return List.of();
        }
        Duration maxFuture = config.maxFuture();
        KafkaSource<Inbound> source = input(
                config.topics().impressions(),
                "impressions",
                start.mode() == StartMode.FRESH
                        ? OffsetsInitializer.earliest()
                        : OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST),
                new InboundRecords(() -> InboundDecoder.impressions(maxFuture)));
        return List.of(checked(
                env.fromSource(source, WatermarkStrategy.noWatermarks(), "impressions", Types.inbound())
                        .uid("impressions"),
                "check-impressions",
                Inbound.OfUser.class,
                Types.ofUser()));
    }

    private static DataStream<Inbound.OfUser> ofUsers(
            DataStream<Inbound.OfUser> interactions,
            DataStream<Inbound.OfUser> requests,
            List<SingleOutputStreamOperator<Inbound.OfUser>> impressions) {
        DataStream<Inbound.OfUser> all = interactions.union(requests);
        for (DataStream<Inbound.OfUser> each : impressions) {
            all = all.union(each);
        }
        return all;
    }

    /** What lies before the noted ends, the learners have read before they begin. */
    private SingleOutputStreamOperator<Inbound.OfItem> items() {
        String topic = config.topics().items();
        KafkaSource<Inbound> source = input(
                topic,
                "catalogue",
                OffsetsInitializer.offsets(offsets(topic, start.catalogueEnds())),
                new InboundRecords(CatalogueDecoder::new));
        return checked(
                        env.fromSource(source, WatermarkStrategy.noWatermarks(), "items", Types.inbound())
                                .uid("items"),
                        "check-items",
                        Inbound.OfItem.class,
                        Types.ofItem())
                .setBufferTimeout(AT_ONCE);
    }

    private static DataStream<Broadcast> catalogue(DataStream<Inbound.OfItem> items) {
        return items.transform("collect-items", Types.broadcast(), new CatalogueCollector())
                .uid("collect-items")
                .setBufferTimeout(AT_ONCE);
    }

    /** As with the catalogue, the learners have read what lies before the noted ends. */
    private SingleOutputStreamOperator<Inbound> control() {
        String topic = config.topics().control();
        KafkaSource<Inbound> source = input(
                topic,
                "control",
                OffsetsInitializer.offsets(offsets(topic, start.controlEnds())),
                new InboundRecords(ControlDecoder::new));
        return checked(
                        env.fromSource(source, WatermarkStrategy.noWatermarks(), "control", Types.inbound())
                                .uid("control"),
                        "check-control",
                        Inbound.class,
                        Types.inbound())
                .setBufferTimeout(AT_ONCE);
    }

    private static DataStream<Broadcast> rules(DataStream<Inbound> control) {
        return control.map(inbound -> (Broadcast) ((Inbound.OfRules) inbound).change())
                .returns(Types.broadcast())
                .name("rules")
                .uid("rules")
                .setBufferTimeout(AT_ONCE);
    }

    private KafkaSource<Inbound> input(
            String topic, String group, OffsetsInitializer from, InboundRecords deserializer) {
        return KafkaSource.<Inbound>builder()
                .setBootstrapServers(config.bootstrapServers())
                .setTopics(topic)
                .setGroupId(config.topics().prefix() + "-" + group)
                .setStartingOffsets(from)
                .setDeserializer(deserializer)
                .setProperty(KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(), NEW_PARTITIONS_MS)
                .build();
    }

    private static <T extends Inbound> SingleOutputStreamOperator<T> checked(
            DataStream<Inbound> records, String uid, Class<T> kind, TypeInformation<T> type) {
        return records.process(new RejectedToDeadLetters<>(kind))
                .returns(type)
                .name(uid)
                .uid(uid);
    }

    /**
     * From the noted ends on: what lies before is deleted, or the replicas have read it before they begin, or it is of a job that this
     * one does not go on from. A restored source begins earlier, and leaves that out.
     */
    private DataStream<Broadcast> itemState() {
        String topic = config.topics().itemState();
        KafkaSource<byte[]> source = KafkaSource.<byte[]>builder()
                .setBootstrapServers(config.bootstrapServers())
                .setTopics(topic)
                .setGroupId(config.topics().prefix() + "-replicas")
                .setStartingOffsets(OffsetsInitializer.offsets(offsets(topic, start.ends())))
                .setDeserializer(new ItemStateRecords(start))
                .build();
        SingleOutputStreamOperator<Broadcast> rows = env.fromSource(
                        source, WatermarkStrategy.noWatermarks(), "item-state")
                .uid("item-state")
                .transform("collect-rows", Types.broadcast(), new RowCollector())
                .uid("collect-rows")
                .setBufferTimeout(AT_ONCE);
        return config.loopDelay().isZero()
                ? rows
                : rows.transform("delay-rows", Types.broadcast(), new RowDelay(config.loopDelay()))
                        .uid("delay-rows")
                        .setBufferTimeout(AT_ONCE);
    }

    private static Map<TopicPartition, Long> offsets(String topic, Map<Integer, Long> byPartition) {
        return byPartition.entrySet().stream()
                .collect(Collectors.toMap(end -> new TopicPartition(topic, end.getKey()), Map.Entry::getValue));
    }

    /** Watermarks serve only to hold back a partition that is ahead; {@link UserExpiry} goes by the events. */
    private WatermarkStrategy<Inbound> watermarks() {
        if (config.alignment().isZero()) {
            return WatermarkStrategy.noWatermarks();
        }
        return WatermarkStrategy.<Inbound>forMonotonousTimestamps()
                .withTimestampAssigner((inbound, kafkaTime) -> inbound instanceof Inbound.Event event
                        ? event.interaction().eventTimeMs()
                        : Long.MIN_VALUE)
                .withIdleness(IDLE)
                .withWatermarkAlignment("interactions", config.alignment(), ALIGNMENT_UPDATES);
    }

    private void writeDeadLetters(
            SingleOutputStreamOperator<Inbound.OfUser> interactions,
            SingleOutputStreamOperator<Inbound.OfUser> requests,
            List<SingleOutputStreamOperator<Inbound.OfUser>> impressions,
            SingleOutputStreamOperator<Inbound.OfItem> items,
            SingleOutputStreamOperator<Inbound> control,
            SingleOutputStreamOperator<RowDelta> personalized) {
        OutputTag<DeadLetter> tag = RejectedToDeadLetters.DEAD_LETTERS;
        DataStream<DeadLetter> letters = interactions
                .getSideOutput(tag)
                .union(
                        requests.getSideOutput(tag),
                        items.getSideOutput(tag),
                        control.getSideOutput(tag),
                        personalized.getSideOutput(tag));
        for (SingleOutputStreamOperator<Inbound.OfUser> each : impressions) {
            letters = letters.union(each.getSideOutput(tag));
        }
        write(letters, "dead-letters", config.guarantee(), new DeadLetterRecords(config.topics()));
    }

    private void writeOutputs(
            SingleOutputStreamOperator<RowDelta> personalized, SingleOutputStreamOperator<ItemState> rows) {
        write(
                personalized.getSideOutput(PersonalizeOperator.RECOMMENDATIONS),
                "recommendations",
                config.guarantee(),
                new TopicRecords<>(config.topics().recommendations(), Recommendations::userId, Codec::recommendations));
        KafkaSink<Evaluation> evaluations = sink(
                        "evaluations",
                        config.guarantee(),
                        new TopicRecords<>(config.topics().evaluations(), Evaluation::userId, Codec::evaluation))
                .setProperty(ProducerConfig.LINGER_MS_CONFIG, EVALUATIONS_LINGER_MS)
                .build();
        personalized
                .getSideOutput(PersonalizeOperator.EVALUATIONS)
                .sinkTo(evaluations)
                .name("evaluations")
                .uid("evaluations");
        KafkaSink<ItemState> itemState = sink(
                        "item-state-sink",
                        DeliveryGuarantee.AT_LEAST_ONCE,
                        new RowRecords(config.topics().itemState()))
                .setProperty(ProducerConfig.BATCH_SIZE_CONFIG, ROW_BATCH_BYTES)
                .build();
        rows.sinkTo(itemState).name("item-state-sink").uid("item-state-sink");
    }

    private <T> void write(
            DataStream<T> stream,
            String uid,
            DeliveryGuarantee guarantee,
            KafkaRecordSerializationSchema<T> serializer) {
        stream.sinkTo(sink(uid, guarantee, serializer).build()).name(uid).uid(uid);
    }

    private <T> KafkaSinkBuilder<T> sink(
            String uid, DeliveryGuarantee guarantee, KafkaRecordSerializationSchema<T> serializer) {
        return KafkaSink.<T>builder()
                .setBootstrapServers(config.bootstrapServers())
                .setDeliveryGuarantee(guarantee)
                .setTransactionalIdPrefix(config.topics().prefix() + "-" + uid)
                .setProperty(
                        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                        Long.toString(config.transactionTimeout().toMillis()))
                .setRecordSerializer(serializer);
    }
}
