package io.freshet.jobs.rules;

import io.freshet.jobs.input.InputException;
import io.freshet.jobs.kafka.Inbound;
import io.freshet.jobs.kafka.RecordDecoder;
import io.freshet.jobs.kafka.RulesChange;
import io.freshet.schemas.Codec;
import io.freshet.schemas.Control;
import io.freshet.schemas.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * {@link RecordDecoder} of the control topic, whose key is the kind. Rules are the only kind yet: they are checked as a whole, and a
 * tombstone withdraws them.
 */
public final class ControlDecoder implements RecordDecoder {
    /** The kind, and what messages call the text. */
    public static final String RULES = "rules";

    private final Codec<Control> codec = Codec.control();

    @Override
    public Inbound decode(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return Inbound.Rejected.invalid(
                    record, "the record has no key, so a later one cannot replace it: key it by its kind, " + RULES);
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        if (!key.equals(RULES)) {
            return Inbound.Rejected.invalid(
                    record, "there is no kind '" + key + "' of control: this job knows " + RULES);
        }
        if (record.value() == null) {
            return new Inbound.OfRules(RulesChange.WITHDRAWN);
        }
        try {
            return decode(record, codec.decode(record.value()));
        } catch (UndecodableRecordException e) {
            return Inbound.Rejected.undecodable(record, e);
        }
    }

    private static Inbound decode(ConsumerRecord<byte[], byte[]> record, Control control) {
        if (!control.kind().equals(RULES)) {
            return Inbound.Rejected.invalid(
                    record,
                    "the key is '" + RULES + "', but the kind is '" + control.kind()
                            + "', so compaction would keep the wrong records: key it by its kind");
        }
        try {
            RulesFile.parse(RULES, control.payload());
            return new Inbound.OfRules(new RulesChange(control.payload(), control.epoch()));
        } catch (InputException e) {
            return Inbound.Rejected.invalid(record, String.valueOf(e.getMessage()));
        }
    }
}
