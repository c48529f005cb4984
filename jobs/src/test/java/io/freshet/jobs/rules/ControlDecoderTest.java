package io.freshet.jobs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.jobs.kafka.Inbound;
import io.freshet.jobs.kafka.RulesChange;
import io.freshet.schemas.Codec;
import io.freshet.schemas.Control;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ControlDecoderTest {
    private static final String GOOD = "rules:\n  recalled:\n    items: [a, b]\n";

    private final ControlDecoder decoder = new ControlDecoder();

    @Test
    void rulesAreTakenAsTheyStandAndATombstoneWithdrawsThem() {
        assertThat(decoded("rules", control("rules", GOOD))).isEqualTo(new Inbound.OfRules(new RulesChange(GOOD, 7)));
        assertThat(decoded("rules", control("rules", "rules:\n")))
                .as("an emptied file")
                .isEqualTo(new Inbound.OfRules(new RulesChange("rules:\n", 7)));
        assertThat(decoded("rules", null)).isEqualTo(new Inbound.OfRules(RulesChange.WITHDRAWN));
    }

    @Test
    void aRefusalOfRulesNamesLineAndKey() {
        String misspelt = GOOD + "  tests:\n    prefix: [test-]\n";

        assertThat(rejection("rules", control("rules", misspelt)))
                .isEqualTo("INVALID: rules:5: there is no key tests.prefix: did you mean prefixes?");
        assertThat(rejection("rules", control("rules", "rules: {a: [")))
                .matches("INVALID: rules:\\d+: this is no YAML: .*");
    }

    @Test
    void whatIsNoControlOfAKnownKindIsRejected() {
        assertThat(rejection(null, control("rules", GOOD))).startsWith("INVALID: the record has no key");
        assertThat(rejection("model", control("model", "rollback")))
                .isEqualTo("INVALID: there is no kind 'model' of control: this job knows rules");
        assertThat(rejection("rules", control("model", GOOD)))
                .startsWith("INVALID: the key is 'rules', but the kind is 'model'");
        assertThat(rejection("rules", new byte[] {1})).startsWith("NOT_AVRO: Control");
    }

    private static byte[] control(String kind, String payload) {
        return Codec.control().encode(new Control(kind, payload, 7, 1_600_000_000_000L));
    }

    private String rejection(@Nullable String key, byte @Nullable [] value) {
        Inbound inbound = decoded(key, value);
        assertThat(inbound).isInstanceOf(Inbound.Rejected.class);
        return ((Inbound.Rejected) inbound).letter().message();
    }

    private Inbound decoded(@Nullable String key, byte @Nullable [] value) {
        byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        return decoder.decode(new ConsumerRecord<>("control", 0, 7, keyBytes, value));
    }
}
