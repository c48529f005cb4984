package io.freshet.jobs.live;

import io.freshet.jobs.kafka.CatalogueChange;
import io.freshet.jobs.kafka.CatalogueDecoder;
import io.freshet.jobs.kafka.DeadLetter;
import io.freshet.jobs.kafka.Inbound;
import io.freshet.jobs.kafka.RecordDecoder;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link EarlierCatalogue} from Kafka. A record that cannot be used is left out and logged: dead letters are written for what
 * comes while the job runs, since here every learner reads the same records.
 */
final class CatalogueTopic implements EarlierCatalogue {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(CatalogueTopic.class);

    private final String bootstrapServers;
    private final String topic;
    private final Start start;

    CatalogueTopic(String bootstrapServers, String topic, Start start) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
        this.start = start;
    }

    @Override
    public void read(Consumer<CatalogueChange> changes) throws IOException {
        if (start.catalogueEnds().values().stream().allMatch(end -> end == 0)) {
            return;
        }
        RecordDecoder decoder = new CatalogueDecoder();
        new TopicToEnds(bootstrapServers, topic)
                .read(
                        new ByteArrayDeserializer(),
                        start.catalogueEnds(),
                        record -> take(decoder.decode(record), changes));
    }

    private static void take(Inbound inbound, Consumer<CatalogueChange> changes) {
        if (inbound instanceof Inbound.OfItem ofItem) {
            changes.accept(ofItem.change());
        } else if (inbound instanceof Inbound.Rejected rejected) {
            DeadLetter letter = rejected.letter();
            LOG.warn(
                    "Left out a record of {}, partition {} offset {}: {}",
                    letter.topic(),
                    letter.partition(),
                    letter.offset(),
                    letter.message());
        }
    }
}
