package io.freshet.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.freshet.jobs.config.JobConfig;
import io.freshet.jobs.config.Settings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.api.java.typeutils.runtime.kryo.KryoSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The job's graph, built but never run. */
class FreshetJobTest {
    static Stream<JobConfig> configs() {
        Settings other = Settings.load(null, List.of("learner.dimension=8", "loop.push-events=3"));
        return Stream.of(
                builder().build(),
                builder().settings(other, true).build(),
                builder().guarantee(DeliveryGuarantee.EXACTLY_ONCE).build(),
                builder().alignment(Duration.ofMinutes(1)).build());
    }

    @ParameterizedTest
    @MethodSource("configs")
    void everyOperatorHasAUid(JobConfig config) {
        StreamExecutionEnvironment env = environment();
        FreshetJob.build(env, config);

        assertThat(jobVertices(env)).isNotEmpty(); // Flink refuses an operator without one
    }

    @Test
    void anOperatorWithoutAUidWouldBeRefused() {
        StreamExecutionEnvironment env = environment();
        FreshetJob.build(env, builder().build());
        env.fromSequence(1, 2).sinkTo(new DiscardingSink<>());

        assertThatIllegalStateException().isThrownBy(() -> jobVertices(env)).withMessageContaining("UID");
    }

    @ParameterizedTest
    @MethodSource("configs")
    void theNumberOfKeyGroupsIsFixed(JobConfig config) {
        StreamExecutionEnvironment env = environment();
        FreshetJob.build(env, config);

        assertThat(jobVertices(env)).extracting(JobVertex::getMaxParallelism).containsOnly(Subtasks.MAX_PARALLELISM);
    }

    @ParameterizedTest
    @MethodSource("configs")
    void nothingIsSerializedByKryo(JobConfig config) {
        StreamExecutionEnvironment env = environment();
        FreshetJob.build(env, config);
        StreamGraph graph = env.getStreamGraph();

        List<TypeSerializer<?>> serializers = graph.getStreamNodes().stream()
                .flatMap(node -> Stream.concat(
                        Arrays.stream(node.getTypeSerializersIn()), Stream.ofNullable(node.getTypeSerializerOut())))
                .filter(Objects::nonNull)
                .<TypeSerializer<?>>map(serializer -> serializer)
                .toList();

        assertThat(serializers).hasSizeGreaterThan(10).doesNotHaveAnyElementsOfTypes(KryoSerializer.class);
    }

    @Test
    void aTypeThatNeedsKryoWouldBeRefused() {
        StreamExecutionEnvironment env = environment();
        FreshetJob.build(env, builder().build());
        env.fromSequence(1, 2)
                .uid("numbers")
                .map(number -> new Object())
                .returns(new GenericTypeInfo<>(Object.class))
                .uid("objects")
                .sinkTo(new DiscardingSink<>())
                .uid("nowhere");

        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> jobVertices(env))
                .withMessageContaining("Generic types");
    }

    private static JobConfig.Builder builder() {
        return JobConfig.builder("no-broker:9092");
    }

    private static StreamExecutionEnvironment environment() {
        return StreamExecutionEnvironment.createLocalEnvironment(
                2, new Configuration().set(PipelineOptions.AUTO_GENERATE_UIDS, false));
    }

    private static List<JobVertex> jobVertices(StreamExecutionEnvironment env) {
        StreamGraph graph = env.getStreamGraph();
        return List.of(graph.getJobGraph().getVerticesAsArray());
    }
}
