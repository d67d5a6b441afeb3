<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="it" sourcelanguage="en">
<context>
    <name>Advice</name>
    <message>
        <source>&amp;Copy command</source>
        <translation>&amp;Copia comando</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copiato</translation>
    </message>
</context>
<context>
    <name>Autostart</name>
    <message>
        <source>Whether it starts at login could not be changed</source>
        <translation>Non è stato possibile cambiare l’avvio all’accesso</translation>
    </message>
    <message>
        <source>{file}: {error}. Make the folder yours.</source>
        <translation>{file}: {error}. Rendi tua la cartella.</translation>
    </message>
</context>
<context>
    <name>Checkup</name>
    <message>
        <source>Engine: {engine}</source>
        <translation>Motore: {engine}</translation>
    </message>
    <message>
        <source>No pilot runs until it is seen whether you are here.</source>
        <translation>Nessun pilota lavora finché non si vede se ci sei.</translation>
    </message>
    <message>
        <source>What would make it better:</source>
        <translation>Che cosa si può migliorare:</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>assente</translation>
    </message>
    <message>
        <source>chosen when it runs</source>
        <translation>nel modo scelto all’avvio</translation>
    </message>
    <message>
        <source>control groups v{version} by {driver}</source>
        <translation>control group v{version} gestiti da {driver}</translation>
    </message>
    <message>
        <source>last heard of {ago}</source>
        <translation>ultimo segno di vita {ago}</translation>
    </message>
    <message>
        <source>not chosen yet</source>
        <translation>in un modo non ancora scelto</translation>
    </message>
    <message>
        <source>planctongui does not run; this is what it would see.</source>
        <translation>planctongui non è in esecuzione; ecco che cosa vedrebbe.</translation>
    </message>
    <message>
        <source>works</source>
        <translation>attivo</translation>
    </message>
    <message>
        <source>Held back: {governor}</source>
        <translation>Frenati {governor}</translation>
    </message>
</context>
<context>
    <name>Command line</name>
    <message>
        <source>%(prog)s: error: %(message)s
</source>
        <translation>%(prog)s: errore: %(message)s
</translation>
    </message>
    <message>
        <source>Added {name}.</source>
        <translation>Aggiunto {name}.</translation>
    </message>
    <message>
        <source>Added {name}. It needs a secret: {commands}</source>
        <translation>Aggiunto {name}. Ha bisogno di un segreto: {commands}</translation>
    </message>
    <message numerus="yes">
        <source>All are removed but %n image(s) in use.</source>
        <translation>
            <numerusform>Tutte rimosse, tranne %n immagine in uso.</numerusform>
            <numerusform>Tutte rimosse, tranne %n immagini in uso.</numerusform>
        </translation>
    </message>
    <message>
        <source>All are removed.</source>
        <translation>Tutte rimosse.</translation>
    </message>
    <message>
        <source>Allowed: {image}</source>
        <translation>Permessa: {image}</translation>
    </message>
    <message>
        <source>Bye.</source>
        <translation>A presto.</translation>
    </message>
    <message>
        <source>COMMAND</source>
        <translation>COMANDO</translation>
    </message>
    <message>
        <source>Cleared: {head_node}.</source>
        <translation>Svuotata: {head_node}.</translation>
    </message>
    <message>
        <source>Cleared: {head_node}. What its pilots use now goes when they end.</source>
        <translation>Svuotata: {head_node}. Ciò che i suoi piloti usano ora se ne va quando terminano.</translation>
    </message>
    <message>
        <source>FILE</source>
        <translation>FILE</translation>
    </message>
    <message>
        <source>Forgotten.</source>
        <translation>Dimenticati.</translation>
    </message>
    <message>
        <source>Forgotten. Pilots that run have it until they end.</source>
        <translation>Dimenticato. I piloti al lavoro lo hanno finché non terminano.</translation>
    </message>
    <message>
        <source>HEADNODE</source>
        <translation>HEADNODE</translation>
    </message>
    <message>
        <source>IMAGE</source>
        <translation>IMMAGINE</translation>
    </message>
    <message>
        <source>It failed: {error}</source>
        <translation>Non è riuscito: {error}</translation>
    </message>
    <message>
        <source>It is just starting; ask again in a second.</source>
        <translation>Si sta avviando; riprova tra un secondo.</translation>
    </message>
    <message>
        <source>It runs in a terminal and has no window.</source>
        <translation>È in esecuzione in un terminale e non ha finestra.</translation>
    </message>
    <message>
        <source>Its pilots run {image}. If you trust that: {command}</source>
        <translation>I suoi piloti eseguono {image}. Se ti fidi: {command}</translation>
    </message>
    <message>
        <source>Kept. It goes to {host} alone, when an image is pulled from there.</source>
        <translation>Conservati. Vanno solo a {host}, quando si scarica un’immagine da lì.</translation>
    </message>
    <message>
        <source>Kept. The next pilot of {head_node} gets it.</source>
        <translation>Conservato. Lo riceve il prossimo pilota di {head_node}.</translation>
    </message>
    <message>
        <source>Lend idle CPU to science, and never notice.</source>
        <translation>Presta alla scienza la CPU inutilizzata, senza accorgertene.</translation>
    </message>
    <message>
        <source>MINUTES</source>
        <translation>MINUTI</translation>
    </message>
    <message>
        <source>NAME</source>
        <translation>NOME</translation>
    </message>
    <message>
        <source>No head node {name} is in force. See: planctongui headnode list</source>
        <translation>Nessun head node {name} è attivo. Vedi: planctongui headnode list</translation>
    </message>
    <message>
        <source>None: only what planctongui builds itself.</source>
        <translation>Nessuna: solo ciò che planctongui costruisce da sé.</translation>
    </message>
    <message>
        <source>None: pilots work for the built-in head node, which counts primes.</source>
        <translation>Nessuno: i piloti lavorano per l’head node incorporato, che conta numeri primi.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Non è stato cambiato nulla.</translation>
    </message>
    <message>
        <source>PLANCTONGUI_INSTANCE takes a-z, 0-9 and -, not {name}.</source>
        <translation>PLANCTONGUI_INSTANCE accetta a-z, 0-9 e -, non {name}.</translation>
    </message>
    <message>
        <source>Password: </source>
        <translation>Password: </translation>
    </message>
    <message>
        <source>REGISTRY</source>
        <translation>REGISTRO</translation>
    </message>
    <message>
        <source>Removed {name}; its file is {file} now.</source>
        <translation>Tolto {name}; il suo file ora è {file}.</translation>
    </message>
    <message>
        <source>Set XDG_RUNTIME_DIR to a folder of yours with a short name.</source>
        <translation>Metti in XDG_RUNTIME_DIR una tua cartella dal nome breve.</translation>
    </message>
    <message>
        <source>Taken out: {image}. Pilots that run may end.</source>
        <translation>Non più permessa: {image}. I piloti al lavoro possono finire.</translation>
    </message>
    <message>
        <source>The secret {name} of {head_node}: </source>
        <translation>Il segreto {name} di {head_node}: </translation>
    </message>
    <message>
        <source>There is no cache.</source>
        <translation>Non c’è alcuna cache.</translation>
    </message>
    <message>
        <source>WORD</source>
        <translation>PAROLA</translation>
    </message>
    <message>
        <source>Your keyring is locked: the desktop asks for its password.</source>
        <translation>Il tuo portachiavi è bloccato: il desktop ti chiede la sua password.</translation>
    </message>
    <message>
        <source>Your keyring is open.</source>
        <translation>Il tuo portachiavi è aperto.</translation>
    </message>
    <message>
        <source>Your user at {host}: </source>
        <translation>Il tuo utente su {host}: </translation>
    </message>
    <message>
        <source>all head nodes, and what is wrong with them</source>
        <translation>tutti gli head node, e che cosa non va</translation>
    </message>
    <message>
        <source>all that is known, as JSON</source>
        <translation>tutto ciò che si sa, in JSON</translation>
    </message>
    <message>
        <source>allow an image, or all of a folder</source>
        <translation>permette un’immagine, o tutte quelle di una cartella</translation>
    </message>
    <message>
        <source>ambiguous option: %(option)s could match %(matches)s</source>
        <translation>opzione ambigua: %(option)s può essere %(matches)s</translation>
    </message>
    <message>
        <source>argument %(argument_name)s: %(message)s</source>
        <translation>argomento %(argument_name)s: %(message)s</translation>
    </message>
    <message>
        <source>do not ask</source>
        <translation>non chiede conferma</translation>
    </message>
    <message>
        <source>do not open the window at the start</source>
        <translation>non apre la finestra all’avvio</translation>
    </message>
    <message>
        <source>empty the cache of a head node, or all caches</source>
        <translation>svuota la cache di un head node, o tutte le cache</translation>
    </message>
    <message>
        <source>end planctongui</source>
        <translation>termina planctongui</translation>
    </message>
    <message>
        <source>folders of head nodes that outlive their pilots</source>
        <translation>cartelle degli head node che durano più dei loro piloti</translation>
    </message>
    <message>
        <source>for how long; without it, until you resume</source>
        <translation>per quanto tempo; se manca, finché non riprendi</translation>
    </message>
    <message>
        <source>forget your user and password at a registry</source>
        <translation>dimentica utente e password di un registro</translation>
    </message>
    <message>
        <source>go on after a pause, or after finish</source>
        <translation>riprende dopo una pausa, o dopo finish</translation>
    </message>
    <message>
        <source>hold all pilots</source>
        <translation>ferma tutti i piloti</translation>
    </message>
    <message>
        <source>host/repository, host/repository:tag, or host/folder/* for all of it</source>
        <translation>host/repository, host/repository:tag, oppure host/cartella/* per tutta la cartella</translation>
    </message>
    <message>
        <source>how large the caches are</source>
        <translation>quanto sono grandi le cache</translation>
    </message>
    <message>
        <source>ignored explicit argument %r</source>
        <translation>questa opzione non ammette un valore: %r</translation>
    </message>
    <message>
        <source>in a file of mode 0600, for a machine without a keyring</source>
        <translation>in un file con permessi 0600, per una macchina senza portachiavi</translation>
    </message>
    <message>
        <source>invalid choice: %(value)r (choose from %(choices)s)</source>
        <translation>scelta non valida: %(value)r (scegli tra %(choices)s)</translation>
    </message>
    <message>
        <source>keep a secret: typed, or from standard input</source>
        <translation>conserva un segreto: digitato, o dallo standard input</translation>
    </message>
    <message>
        <source>keep the secrets that head nodes need</source>
        <translation>conserva i segreti che servono agli head node</translation>
    </message>
    <message>
        <source>keep your user and password at a registry: typed, or from standard input</source>
        <translation>conserva utente e password di un registro: digitati, o dallo standard input</translation>
    </message>
    <message>
        <source>let running jobs end, start no more</source>
        <translation>lascia finire i lavori in corso, non ne avvia altri</translation>
    </message>
    <message>
        <source>open the keyring, or make one: the desktop asks you</source>
        <translation>apre il portachiavi, o ne crea uno: il desktop ti chiede la password</translation>
    </message>
    <message>
        <source>open the window</source>
        <translation>apre la finestra</translation>
    </message>
    <message>
        <source>options</source>
        <translation>opzioni</translation>
    </message>
    <message>
        <source>pause takes a number of minutes above 0, not {minutes}.</source>
        <translation>pause accetta un numero di minuti maggiore di 0, non {minutes}.</translation>
    </message>
    <message>
        <source>pause, and remove all pilots, images, caches and networks</source>
        <translation>mette in pausa, e rimuove tutti i piloti, le immagini, le cache e le reti</translation>
    </message>
    <message>
        <source>planctongui cannot start in {folder}: {error}</source>
        <translation>planctongui non può avviarsi in {folder}: {error}</translation>
    </message>
    <message>
        <source>planctongui does not run. Start it with: planctongui</source>
        <translation>planctongui non è in esecuzione. Avvialo con: planctongui</translation>
    </message>
    <message>
        <source>planctongui runs already. See: planctongui status</source>
        <translation>planctongui è già in esecuzione. Vedi: planctongui status</translation>
    </message>
    <message>
        <source>planctongui runs in this terminal. Ctrl-C ends it.</source>
        <translation>planctongui è in esecuzione in questo terminale. Ctrl-C lo termina.</translation>
    </message>
    <message>
        <source>positional arguments</source>
        <translation>argomenti posizionali</translation>
    </message>
    <message>
        <source>put a head node&apos;s file aside; pilots that run may end</source>
        <translation>mette da parte il file di un head node; i piloti al lavoro possono finire</translation>
    </message>
    <message>
        <source>remove a secret from the keyring and the files</source>
        <translation>rimuove un segreto dal portachiavi e dai file</translation>
    </message>
    <message>
        <source>remove all that were pulled and that no pilot uses</source>
        <translation>rimuove quelle scaricate che nessun pilota usa</translation>
    </message>
    <message>
        <source>say whether a secret is there, without asking for the keyring&apos;s password</source>
        <translation>dice se un segreto c’è, senza chiedere la password del portachiavi</translation>
    </message>
    <message>
        <source>show the version and end</source>
        <translation>mostra la versione e termina</translation>
    </message>
    <message>
        <source>show this help message and exit</source>
        <translation>mostra questo aiuto e termina</translation>
    </message>
    <message>
        <source>show which source sees your mouse</source>
        <translation>mostra quale fonte vede il tuo mouse</translation>
    </message>
    <message>
        <source>size not known</source>
        <translation>dimensione non nota</translation>
    </message>
    <message>
        <source>start planctongui, as without any command</source>
        <translation>avvia planctongui, come senza alcun comando</translation>
    </message>
    <message>
        <source>take back what you allowed</source>
        <translation>revoca ciò che hai permesso</translation>
    </message>
    <message>
        <source>take in a file that a site gave you</source>
        <translation>accoglie un file che ti ha dato un istituto</translation>
    </message>
    <message>
        <source>tell more on standard error</source>
        <translation>più messaggi sullo standard error</translation>
    </message>
    <message>
        <source>test a head node: run one pilot and say what came of it</source>
        <translation>prova un head node: avvia un pilota e dice come è andata</translation>
    </message>
    <message>
        <source>the following arguments are required: %s</source>
        <translation>mancano questi argomenti: %s</translation>
    </message>
    <message>
        <source>the images that are allowed</source>
        <translation>le immagini permesse</translation>
    </message>
    <message>
        <source>the same as JSON</source>
        <translation>lo stesso in JSON</translation>
    </message>
    <message>
        <source>unrecognized arguments: %s</source>
        <translation>argomenti sconosciuti: %s</translation>
    </message>
    <message>
        <source>usage: </source>
        <translation>uso: </translation>
    </message>
    <message>
        <source>what it does now, and why</source>
        <translation>che cosa fa ora, e perché</translation>
    </message>
    <message>
        <source>what it sees, and what it cannot see and why</source>
        <translation>che cosa vede, che cosa non vede e perché</translation>
    </message>
    <message>
        <source>what pilots may be made of</source>
        <translation>di che cosa possono essere fatti i piloti</translation>
    </message>
    <message>
        <source>where jobs come from</source>
        <translation>da dove arrivano i lavori</translation>
    </message>
    <message>
        <source>without a tray, one line per event</source>
        <translation>senza area di notifica, una riga per evento</translation>
    </message>
    <message>
        <source>{folder} must be a folder of yours alone (chmod 700).</source>
        <translation>{folder} deve essere una cartella soltanto tua (chmod 700).</translation>
    </message>
    <message>
        <source>{fruit}, {hours} given</source>
        <translation>{fruit}, {hours} donate</translation>
    </message>
    <message>
        <source>{head_node} has no cache.</source>
        <translation>{head_node} non ha una cache.</translation>
    </message>
    <message>
        <source>{head_node}: {size}; it may have {most}</source>
        <translation>{head_node}: {size}; può arrivare a {most}</translation>
    </message>
    <message>
        <source>{image} is not on the list. See: planctongui image list</source>
        <translation>{image} non è nell’elenco. Vedi: planctongui image list</translation>
    </message>
    <message>
        <source>{name}: {kind}, share {share}</source>
        <translation>{name}: {kind}, quota {share}</translation>
    </message>
    <message>
        <source>{name}: {kind}, share {share}, off</source>
        <translation>{name}: {kind}, quota {share}, spento</translation>
    </message>
    <message>
        <source>{words} is no order. There are: {orders}.</source>
        <translation>{words} non è un ordine. Ci sono: {orders}.</translation>
    </message>
</context>
<context>
    <name>Contribution</name>
    <message numerus="yes">
        <source>%n job(s) done</source>
        <translation>
            <numerusform>%n lavoro fatto</numerusform>
            <numerusform>%n lavori fatti</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>&amp;Mostra</translation>
    </message>
    <message>
        <source>A &amp;busy core takes</source>
        <translation>Un core &amp;occupato consuma</translation>
    </message>
    <message>
        <source>About {energy} of electricity, {co2} of CO2</source>
        <translation>Circa {energy} di elettricità, {co2} di CO2</translation>
    </message>
    <message>
        <source>All there is</source>
        <translation>Tutto</translation>
    </message>
    <message>
        <source>Assumed: {watts} for each busy core, as set here; the processor&apos;s own meter has not been read for long enough, or only root may read it.</source>
        <translation>Ipotesi: {watts} per ogni core occupato, come impostato qui; il contatore del processore non è stato letto abbastanza a lungo, o lo può leggere solo root.</translation>
    </message>
    <message>
        <source>Bars of CPU hours by {step}, {count} of them. All: {all} Most: {most}</source>
        <translation>Barre di ore di CPU per {step}, in tutto {count}. Totale: {all} Massimo: {most}</translation>
    </message>
    <message>
        <source>CO&amp;2 of your electricity</source>
        <translation>CO&amp;2 della tua elettricità</translation>
    </message>
    <message>
        <source>CPU hours given</source>
        <translation>Ore di CPU donate</translation>
    </message>
    <message>
        <source>Chart of CPU hours given</source>
        <translation>Grafico delle ore di CPU donate</translation>
    </message>
    <message>
        <source>Days, the last 30</source>
        <translation>Giorni, gli ultimi 30</translation>
    </message>
    <message>
        <source>Energy and CO2</source>
        <translation>Energia e CO2</translation>
    </message>
    <message>
        <source>Head node</source>
        <translation>Head node</translation>
    </message>
    <message>
        <source>Measured: the processor&apos;s own meter said {watts} for a busy core, over {hours} of pilots&apos; CPU time, its idle power shared in.</source>
        <translation>Misurato: il contatore del processore ha dato {watts} per core occupato, su {hours} di CPU dei piloti, con la sua parte di consumo a riposo.</translation>
    </message>
    <message>
        <source>Months, the last 24</source>
        <translation>Mesi, gli ultimi 24</translation>
    </message>
    <message>
        <source>Nothing was given in this time.</source>
        <translation>In questo periodo non è stato donato nulla.</translation>
    </message>
    <message>
        <source>Point at a bar, or walk by arrow keys.</source>
        <translation>Indica una barra, o spostati con le frecce.</translation>
    </message>
    <message>
        <source>Save as &amp;table (CSV) ...</source>
        <translation>Salva come &amp;tabella (CSV) ...</translation>
    </message>
    <message>
        <source>Save as p&amp;icture (PNG) ...</source>
        <translation>Salva come &amp;immagine (PNG) ...</translation>
    </message>
    <message>
        <source>Screen, disks and power supply are not counted, with or without pilots.</source>
        <translation>Schermo, dischi e alimentatore non sono contati, con o senza piloti.</translation>
    </message>
    <message>
        <source>Time shown</source>
        <translation>Periodo mostrato</translation>
    </message>
    <message>
        <source>Useful: a job was done. Found no job: the pilot went again. Lost: it failed, or was ended before its job was done. Held is no CPU time: pilots that ended then had been kept still for so long; it stands below the line.</source>
        <translation>Utili: un lavoro è stato fatto. Senza lavoro: il pilota se n’è andato. Perse: è fallito, o è stato terminato prima di finire. Il tempo fermo non è CPU: i piloti terminati allora erano rimasti fermi tanto a lungo; sta sotto la linea.</translation>
    </message>
    <message>
        <source>Weeks, the last 26</source>
        <translation>Settimane, le ultime 26</translation>
    </message>
    <message>
        <source>day</source>
        <translation>giorno</translation>
    </message>
    <message>
        <source>found no job</source>
        <translation>senza lavoro</translation>
    </message>
    <message>
        <source>held</source>
        <translation>fermo</translation>
    </message>
    <message>
        <source>held {hours}</source>
        <translation>fermi {hours}</translation>
    </message>
    <message>
        <source>jobs done</source>
        <translation>lavori fatti</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>perse</translation>
    </message>
    <message>
        <source>month</source>
        <translation>mese</translation>
    </message>
    <message>
        <source>not ended yet</source>
        <translation>non ancora terminati</translation>
    </message>
    <message>
        <source>useful</source>
        <translation>utili</translation>
    </message>
    <message>
        <source>week</source>
        <translation>settimana</translation>
    </message>
    <message>
        <source>year</source>
        <translation>anno</translation>
    </message>
    <message>
        <source>{hours} of CPU</source>
        <translation>{hours} di CPU</translation>
    </message>
    <message>
        <source>{when}: {what}</source>
        <translation>{when}: {what}</translation>
    </message>
    <message>
        <source>head node not known yet</source>
        <translation>head node non ancora noto</translation>
    </message>
</context>
<context>
    <name>Diagnosis</name>
    <message>
        <source>What would make it better</source>
        <translation>Che cosa si può migliorare</translation>
    </message>
    <message>
        <source>not chosen yet</source>
        <translation>in un modo non ancora scelto</translation>
    </message>
    <message>
        <source>Held back</source>
        <translation>Frenati</translation>
    </message>
</context>
<context>
    <name>Diagnostics</name>
    <message>
        <source>&amp;Copy report</source>
        <translation>&amp;Copia il rapporto</translation>
    </message>
    <message>
        <source>&amp;Look again</source>
        <translation>&amp;Guarda di nuovo</translation>
    </message>
    <message>
        <source>Looking ...</source>
        <translation>Si guarda ...</translation>
    </message>
    <message>
        <source>The report is in the clipboard.</source>
        <translation>Il rapporto è negli appunti.</translation>
    </message>
    <message>
        <source>What planctongui sees here and what it does not. The report is this table as text; no secret ever stands in it.</source>
        <translation>Che cosa planctongui vede qui e che cosa no. Il rapporto è questa tabella in forma di testo; non contiene mai segreti.</translation>
    </message>
    <message>
        <source>What works here</source>
        <translation>Che cosa funziona qui</translation>
    </message>
    <message>
        <source>With the &amp;names of this computer and its users</source>
        <translation>Con i &amp;nomi di questo computer e dei suoi utenti</translation>
    </message>
    <message>
        <source>does not work</source>
        <translation>non funziona</translation>
    </message>
    <message>
        <source>works</source>
        <translation>attivo</translation>
    </message>
</context>
<context>
    <name>Doctor</name>
    <message>
        <source>it answers</source>
        <translation>risponde</translation>
    </message>
    <message>
        <source>saw you</source>
        <translation>ti ha visto</translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>A pilot could not be started</source>
        <translation>Non è stato possibile avviare un pilota</translation>
    </message>
    <message>
        <source>A pilot did not take its secrets and files</source>
        <translation>Un pilota non ha preso i suoi segreti e i suoi file</translation>
    </message>
    <message>
        <source>Add yourself to its group with: sudo usermod -aG docker $USER, then log in again.</source>
        <translation>Aggiungiti al suo gruppo con: sudo usermod -aG docker $USER, poi accedi di nuovo.</translation>
    </message>
    <message>
        <source>An order failed</source>
        <translation>Un ordine non è riuscito</translation>
    </message>
    <message>
        <source>It is {folder}/{inside}.</source>
        <translation>È {folder}/{inside}.</translation>
    </message>
    <message>
        <source>It may be overloaded. If this stays, restart it with: sudo systemctl restart docker</source>
        <translation>Forse è sovraccarico. Se non passa, riavvialo con: sudo systemctl restart docker</translation>
    </message>
    <message>
        <source>It must be a path below {folder}, such as tokens.d/pool.</source>
        <translation>Deve essere un percorso sotto {folder}, per esempio tokens.d/pool.</translation>
    </message>
    <message>
        <source>It needs an entrypoint, or its head node a command.</source>
        <translation>Le serve un entrypoint, oppure un comando nel suo head node.</translation>
    </message>
    <message>
        <source>It says: {error}</source>
        <translation>Dice: {error}</translation>
    </message>
    <message>
        <source>It says: {explanation}. It is tried again later.</source>
        <translation>Dice: {explanation}. Si riprova più tardi.</translation>
    </message>
    <message>
        <source>It was removed, another one is tried later.</source>
        <translation>È stato rimosso, più tardi se ne prova un altro.</translation>
    </message>
    <message>
        <source>Its files have {size} KiB; they are memory and may have {most}.</source>
        <translation>I suoi file occupano {size} KiB; stanno in memoria e possono occuparne {most}.</translation>
    </message>
    <message>
        <source>Pilots are looked for again as soon as it is back.</source>
        <translation>I piloti vengono cercati di nuovo appena torna.</translation>
    </message>
    <message>
        <source>Pilots are watched through this machine&apos;s kernel: set [engine] url to a unix:// socket, or unset DOCKER_HOST.</source>
        <translation>I piloti si osservano attraverso il kernel di questa macchina: in [engine] metti in url un socket unix://, oppure togli DOCKER_HOST.</translation>
    </message>
    <message>
        <source>Pilots cannot be looked for</source>
        <translation>Non è possibile cercare i piloti</translation>
    </message>
    <message>
        <source>Pilots for {head_node} fail</source>
        <translation>I piloti per {head_node} falliscono</translation>
    </message>
    <message>
        <source>Pilots get secrets and files through it: take an image with a shell, or a head node without secrets and files.</source>
        <translation>È da lì che i piloti ricevono segreti e file: prendi un’immagine con una shell, oppure un head node senza segreti né file.</translation>
    </message>
    <message>
        <source>Quit and start it. {error}</source>
        <translation>Esci e riavvialo. {error}</translation>
    </message>
    <message>
        <source>Something went wrong inside planctongui</source>
        <translation>Qualcosa è andato storto dentro planctongui</translation>
    </message>
    <message>
        <source>Start it with: sudo systemctl start docker</source>
        <translation>Avvialo con: sudo systemctl start docker</translation>
    </message>
    <message>
        <source>The container engine is on another machine</source>
        <translation>Il motore dei container è su un’altra macchina</translation>
    </message>
    <message>
        <source>The head node {head_node} hands too much to its pilots</source>
        <translation>L’head node {head_node} passa troppi dati ai suoi piloti</translation>
    </message>
    <message>
        <source>The image for {head_node} cannot be prepared</source>
        <translation>L’immagine per {head_node} non si può preparare</translation>
    </message>
    <message>
        <source>The image {image} does not say what to run</source>
        <translation>L’immagine {image} non dice che cosa eseguire</translation>
    </message>
    <message>
        <source>The image {image} has no {shell}</source>
        <translation>L’immagine {image} non ha {shell}</translation>
    </message>
    <message>
        <source>The last look failed.</source>
        <translation>L’ultimo controllo non è riuscito.</translation>
    </message>
    <message>
        <source>The last one ended without a result.</source>
        <translation>L’ultimo è terminato senza un risultato.</translation>
    </message>
    <message>
        <source>The pilot image {name} cannot be built</source>
        <translation>L’immagine dei piloti {name} non si può costruire</translation>
    </message>
    <message>
        <source>This run was started without any.</source>
        <translation>Stavolta planctongui è partito senza segreti.</translation>
    </message>
    <message>
        <source>Two files of {head_node} have one path</source>
        <translation>Due file di {head_node} hanno lo stesso percorso</translation>
    </message>
    <message>
        <source>it answers</source>
        <translation>risponde</translation>
    </message>
    <message>
        <source>it has not answered yet</source>
        <translation>non ha ancora risposto</translation>
    </message>
    <message>
        <source>planctongui has stopped looking.</source>
        <translation>planctongui ha smesso di guardare.</translation>
    </message>
    <message>
        <source>planctongui has stopped working</source>
        <translation>planctongui ha smesso di funzionare</translation>
    </message>
    <message>
        <source>{name} needs a secret</source>
        <translation>{name} ha bisogno di un segreto</translation>
    </message>
    <message>
        <source>{path} cannot be handed to a pilot of {head_node}</source>
        <translation>{path} non si può passare a un pilota di {head_node}</translation>
    </message>
    <message>
        <source>{said} The next is tried after a pause.</source>
        <translation>{said} Il prossimo si prova dopo una pausa.</translation>
    </message>
    <message>
        <source>Install it with: sudo apt install docker.io, or start it with: sudo systemctl start docker. Or take Podman, without root: systemctl --user enable --now podman.socket</source>
        <translation>Installalo con: sudo apt install docker.io, o avvialo con: sudo systemctl start docker. Oppure usa Podman, senza root: systemctl --user enable --now podman.socket</translation>
    </message>
    <message>
        <source>it answers; without root its pilots yield by themselves only to programs that your user manager started; to all others, as over ssh, only when they are held</source>
        <translation>risponde; senza root i suoi piloti cedono da soli solo ai programmi avviati dal tuo gestore utente; a tutti gli altri, come quelli via ssh, solo quando sono fermi</translation>
    </message>
    <message>
        <source>Install it with: sudo apt install podman, or start it with: sudo systemctl enable --now podman.socket</source>
        <translation>Installalo con: sudo apt install podman, o avvialo con: sudo systemctl enable --now podman.socket</translation>
    </message>
    <message>
        <source>Install it with: sudo apt install podman, or start it with: systemctl --user enable --now podman.socket</source>
        <translation>Installalo con: sudo apt install podman, o avvialo con: systemctl --user enable --now podman.socket</translation>
    </message>
    <message>
        <source>It may be overloaded. If this stays, restart it with: sudo systemctl restart podman.service</source>
        <translation>Forse è sovraccarico. Se non passa, riavvialo con: sudo systemctl restart podman.service</translation>
    </message>
    <message>
        <source>It may be overloaded. If this stays, restart it with: systemctl --user restart podman.service</source>
        <translation>Forse è sovraccarico. Se non passa, riavvialo con: systemctl --user restart podman.service</translation>
    </message>
    <message>
        <source>Its socket should be yours. Have it made anew with: systemctl --user restart podman.socket</source>
        <translation>Il suo socket dovrebbe essere tuo. Fallo ricreare con: systemctl --user restart podman.socket</translation>
    </message>
    <message>
        <source>Start it with: sudo systemctl restart podman.socket</source>
        <translation>Avvialo con: sudo systemctl restart podman.socket</translation>
    </message>
    <message>
        <source>Start it with: systemctl --user restart podman.socket</source>
        <translation>Avvialo con: systemctl --user restart podman.socket</translation>
    </message>
    <message>
        <source>Take your own, without root: systemctl --user enable --now podman.socket, and set [engine] url = &quot;&quot; in the settings.</source>
        <translation>Usa il tuo, senza root: systemctl --user enable --now podman.socket, e nelle impostazioni metti url = &quot;&quot; in [engine].</translation>
    </message>
    <message>
        <source>The engine says: {words}. It is tried again later.</source>
        <translation>Il motore dice: {words}. Si riprova più tardi.</translation>
    </message>
    <message>
        <source>You are not allowed to use {engine}</source>
        <translation>Non hai il permesso di usare {engine}</translation>
    </message>
    <message>
        <source>{engine} cannot be used</source>
        <translation>{engine} non si può usare</translation>
    </message>
    <message>
        <source>{engine} does not answer</source>
        <translation>{engine} non risponde</translation>
    </message>
    <message>
        <source>{engine} is not running</source>
        <translation>{engine} non è in esecuzione</translation>
    </message>
    <message>
        <source>{engine} refused an order</source>
        <translation>{engine} ha rifiutato un ordine</translation>
    </message>
    <message>
        <source>{engine} went away</source>
        <translation>{engine} non c’è più</translation>
    </message>
</context>
<context>
    <name>Enquiries</name>
    <message>
        <source>What you asked for could not be found out</source>
        <translation>Non è stato possibile sapere ciò che hai chiesto</translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>Apr</source>
        <translation>apr</translation>
    </message>
    <message>
        <source>Aug</source>
        <translation>ago</translation>
    </message>
    <message>
        <source>Dec</source>
        <translation>dic</translation>
    </message>
    <message>
        <source>Feb</source>
        <translation>feb</translation>
    </message>
    <message>
        <source>Jan</source>
        <translation>gen</translation>
    </message>
    <message>
        <source>Jul</source>
        <translation>lug</translation>
    </message>
    <message>
        <source>Jun</source>
        <translation>giu</translation>
    </message>
    <message>
        <source>Mar</source>
        <translation>mar</translation>
    </message>
    <message>
        <source>May</source>
        <translation>mag</translation>
    </message>
    <message>
        <source>Nov</source>
        <translation>nov</translation>
    </message>
    <message>
        <source>Oct</source>
        <translation>ott</translation>
    </message>
    <message>
        <source>Sep</source>
        <translation>set</translation>
    </message>
    <message>
        <source>the week from {day} {month} {year} on</source>
        <translation>la settimana dal {day} {month} {year}</translation>
    </message>
    <message>
        <source>{days} d {hours} h</source>
        <translation>{days} g {hours} h</translation>
    </message>
    <message>
        <source>{day} {month}</source>
        <translation>{day} {month}</translation>
    </message>
    <message>
        <source>{day} {month} {year}</source>
        <translation>{day} {month} {year}</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} min {seconds} s</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
</context>
<context>
    <name>Forms</name>
    <message>
        <source>The key {key} cannot be read</source>
        <translation>La chiave {key} non si può leggere</translation>
    </message>
</context>
<context>
    <name>Governor</name>
    <message>
        <source>A better means may be there: set [engine] hold_by = &quot;auto&quot; in the settings.</source>
        <translation>Forse c’è un mezzo migliore: nelle impostazioni metti hold_by = &quot;auto&quot; in [engine].</translation>
    </message>
    <message>
        <source>A pilot could not be held</source>
        <translation>Non è stato possibile fermare un pilota</translation>
    </message>
    <message>
        <source>Pilots would be held sooner, and yield to you while they run, with the system part: sudo make install-system</source>
        <translation>I piloti si fermerebbero prima, e ti cederebbero il passo mentre lavorano, con la parte di sistema: sudo make install-system</translation>
    </message>
    <message>
        <source>a tenth of a second or more until all are held</source>
        <translation>un decimo di secondo o più finché tutti sono fermi</translation>
    </message>
    <message>
        <source>by its control groups, at once</source>
        <translation>dai loro control group, all’istante</translation>
    </message>
    <message>
        <source>by the slice of all pilots, at once</source>
        <translation>dalla slice di tutti i piloti, all’istante</translation>
    </message>
    <message>
        <source>the best there is: held within some milliseconds</source>
        <translation>il migliore che ci sia: fermi in pochi millisecondi</translation>
    </message>
    <message>
        <source>as good as the best while all are held; some of them by the engine&apos;s calls</source>
        <translation>pari al migliore quando si fermano tutti; alcuni soltanto, attraverso il motore</translation>
    </message>
    <message>
        <source>by CPU bandwidth, through the engine</source>
        <translation>limitando la CPU, attraverso il motore</translation>
    </message>
    <message>
        <source>by freezing, through the engine</source>
        <translation>congelandoli, attraverso il motore</translation>
    </message>
</context>
<context>
    <name>Head nodes</name>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation>
            <numerusform>%n lavoro</numerusform>
            <numerusform>%n lavori</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pilot(s)</source>
        <translation>
            <numerusform>%n pilota</numerusform>
            <numerusform>%n piloti</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>A&amp;ggiungi</translation>
    </message>
    <message>
        <source>&amp;Edit ...</source>
        <translation>&amp;Modifica ...</translation>
    </message>
    <message>
        <source>&amp;From a file of a site ...</source>
        <translation>Da un &amp;file di un istituto ...</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Nome</translation>
    </message>
    <message>
        <source>&amp;Put aside ...</source>
        <translation>Metti da &amp;parte ...</translation>
    </message>
    <message>
        <source>&amp;Test connection</source>
        <translation>Pro&amp;va il collegamento</translation>
    </message>
    <message>
        <source>&amp;Unlock the keyring</source>
        <translation>&amp;Sblocca il portachiavi</translation>
    </message>
    <message>
        <source>A form of the kind {kind} ...</source>
        <translation>Un modulo di tipo {kind} ...</translation>
    </message>
    <message>
        <source>A head node&apos;s file</source>
        <translation>Il file di un head node</translation>
    </message>
    <message>
        <source>A test pilot has been running since {time}, also while you are here. It may take three minutes.</source>
        <translation>Un pilota di prova lavora dalle {time}, anche mentre ci sei. Può durare tre minuti.</translation>
    </message>
    <message>
        <source>Chosen head node</source>
        <translation>Head node scelto</translation>
    </message>
    <message>
        <source>From a &amp;file ...</source>
        <translation>Da un &amp;file ...</translation>
    </message>
    <message>
        <source>Head node {name}</source>
        <translation>Head node {name}</translation>
    </message>
    <message>
        <source>Head nodes</source>
        <translation>Head node</translation>
    </message>
    <message>
        <source>It goes to your keyring and from there to pilots of this head node, nowhere else. Of several lines, take it from a file.</source>
        <translation>Va nel tuo portachiavi e da lì ai piloti di questo head node, in nessun altro posto. Se ha più righe, prendilo da un file.</translation>
    </message>
    <message>
        <source>Keyring</source>
        <translation>Portachiavi</translation>
    </message>
    <message>
        <source>Last pilot</source>
        <translation>Ultimo pilota</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <source>New head node</source>
        <translation>Nuovo head node</translation>
    </message>
    <message>
        <source>One a line: name = &quot;text&quot;</source>
        <translation>Uno per riga: nome = &quot;testo&quot;</translation>
    </message>
    <message>
        <source>Put aside</source>
        <translation>Metti da parte</translation>
    </message>
    <message>
        <source>Put {name} aside? No pilot is started for it any more. Its file is kept beside the others, its secret stays in your keyring.</source>
        <translation>Mettere da parte {name}? Non parte più alcun pilota per lui. Il suo file resta accanto agli altri, il suo segreto resta nel tuo portachiavi.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Sostituisci</translation>
    </message>
    <message>
        <source>Runs one pilot, also while you are here</source>
        <translation>Avvia un pilota, anche mentre ci sei</translation>
    </message>
    <message>
        <source>S&amp;witch off</source>
        <translation>Sp&amp;egni</translation>
    </message>
    <message>
        <source>S&amp;witch on</source>
        <translation>Acc&amp;endi</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Segreto</translation>
    </message>
    <message>
        <source>Secret {name} of {head_node}</source>
        <translation>Segreto {name} di {head_node}</translation>
    </message>
    <message>
        <source>Secrets</source>
        <translation>Segreti</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Imposta</translation>
    </message>
    <message>
        <source>Set the secret {name}</source>
        <translation>Imposta il segreto {name}</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Quota</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Prova</translation>
    </message>
    <message>
        <source>Test at {time}: {title} {advice}</source>
        <translation>Prova delle {time}: {title} {advice}</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>Il file</translation>
    </message>
    <message>
        <source>The file {path} cannot be read</source>
        <translation>Il file {path} non si può leggere</translation>
    </message>
    <message>
        <source>The secret</source>
        <translation>Il segreto</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>In attesa</translation>
    </message>
    <message>
        <source>Waiting for your keyring ...</source>
        <translation>Si attende il tuo portachiavi ...</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Che cosa non va</translation>
    </message>
    <message>
        <source>Your cores are shared among these by their shares. One that has no work, or fails, costs nothing and rests for a while.</source>
        <translation>I tuoi core si dividono tra questi secondo le loro quote. Uno che non ha lavoro, o fallisce, non costa nulla e riposa per un po’.</translation>
    </message>
    <message>
        <source>being read</source>
        <translation>in lettura</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>incorporato</translation>
    </message>
    <message>
        <source>cannot be used</source>
        <translation>non si può usare</translation>
    </message>
    <message>
        <source>did a job</source>
        <translation>ha fatto un lavoro</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fallito</translation>
    </message>
    <message>
        <source>fails; next try at {time}</source>
        <translation>fallisce; si riprova alle {time}</translation>
    </message>
    <message>
        <source>found no job</source>
        <translation>senza lavoro</translation>
    </message>
    <message>
        <source>getting its image</source>
        <translation>prende la sua immagine</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>bloccato</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>manca</translation>
    </message>
    <message>
        <source>needs none</source>
        <translation>non ne ha bisogno</translation>
    </message>
    <message>
        <source>no keyring</source>
        <translation>nessun portachiavi</translation>
    </message>
    <message>
        <source>no work</source>
        <translation>senza lavoro</translation>
    </message>
    <message>
        <source>no work; next try at {time}</source>
        <translation>senza lavoro; si riprova alle {time}</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>ancora nessuno</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>non si sa</translation>
    </message>
    <message>
        <source>of no use</source>
        <translation>inutilizzabile</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>pronto</translation>
    </message>
    <message>
        <source>set</source>
        <translation>impostato</translation>
    </message>
    <message>
        <source>set, but of no use</source>
        <translation>impostato, ma inutilizzabile</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>spento</translation>
    </message>
    <message>
        <source>{name} ({kind})</source>
        <translation>{name} ({kind})</translation>
    </message>
    <message>
        <source>{what} at {time}</source>
        <translation>{what} alle {time}</translation>
    </message>
    <message>
        <source>&amp;Clear the cache ...</source>
        <translation>S&amp;vuota la cache ...</translation>
    </message>
    <message>
        <source>A&amp;llow this image</source>
        <translation>&amp;Consenti questa immagine</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>Cache</translation>
    </message>
    <message>
        <source>Cache: it asks for one, and your settings allow none.</source>
        <translation>Cache: ne chiede una, e le tue impostazioni non ne consentono.</translation>
    </message>
    <message>
        <source>Cache: size not known yet; it may have {most}.</source>
        <translation>Cache: dimensione non ancora nota; può avere {most}.</translation>
    </message>
    <message>
        <source>Cache: {size} of {most}.</source>
        <translation>Cache: {size} di {most}.</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Svuota</translation>
    </message>
    <message>
        <source>Clear the cache of {name}? What its pilots fetched and kept there is gone; they fetch it again when they need it.</source>
        <translation>Svuotare la cache di {name}? Ciò che i suoi piloti vi hanno scaricato e conservato va perso; lo scaricano di nuovo quando serve.</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Immagine</translation>
    </message>
    <message>
        <source>Its image {image} is not on your list of allowed images, so no pilot starts for it. If you trust it, allow it here: this one image, nothing else.</source>
        <translation>La sua immagine {image} non è nel tuo elenco di immagini consentite, quindi nessun pilota parte per esso. Se ti fidi, consentila qui: solo questa immagine, nient’altro.</translation>
    </message>
    <message>
        <source>its image is not allowed</source>
        <translation>la sua immagine non è consentita</translation>
    </message>
</context>
<context>
    <name>HeadNodes</name>
    <message>
        <source> Its last words: {words}</source>
        <translation> Le sue ultime parole: {words}</translation>
    </message>
    <message>
        <source>, line {line}</source>
        <translation>, riga {line}</translation>
    </message>
    <message>
        <source>A custom head node needs one: image = &quot;host/name:tag&quot;.</source>
        <translation>A un head node custom ne serve una: image = &quot;host/name:tag&quot;.</translation>
    </message>
    <message>
        <source>A pilot may see folders of data, given by their whole path, never your own or the system&apos;s.</source>
        <translation>Un pilota può vedere cartelle di dati, indicate con il percorso intero, mai le tue o quelle del sistema.</translation>
    </message>
    <message>
        <source>Choose one.</source>
        <translation>Scegline uno.</translation>
    </message>
    <message>
        <source>Did you mean &quot;{near}&quot;?</source>
        <translation>Intendevi &quot;{near}&quot;?</translation>
    </message>
    <message>
        <source>Give each file and secret its own path.</source>
        <translation>Dai a ogni file e segreto il suo percorso.</translation>
    </message>
    <message>
        <source>It must be below /run/planctongui, such as site.conf.</source>
        <translation>Deve essere sotto /run/planctongui, per esempio site.conf.</translation>
    </message>
    <message>
        <source>Its name takes neither = nor NUL.</source>
        <translation>Il suo nome non ammette né = né NUL.</translation>
    </message>
    <message>
        <source>Known here: {names}.</source>
        <translation>Qui sono ammessi: {names}.</translation>
    </message>
    <message>
        <source>That place is taken; choose another.</source>
        <translation>Quel posto è occupato; scegline un altro.</translation>
    </message>
    <message>
        <source>The address of the HTCondor pool is not possible</source>
        <translation>L’indirizzo del pool HTCondor non è valido</translation>
    </message>
    <message>
        <source>The head node {name} cannot be used</source>
        <translation>L’head node {name} non si può usare</translation>
    </message>
    <message>
        <source>The head node {name} cannot have an image</source>
        <translation>L’head node {name} non può avere un’immagine</translation>
    </message>
    <message>
        <source>The head node {name} {what}</source>
        <translation>L’head node {name} {what}</translation>
    </message>
    <message>
        <source>The kind local builds its own. Take the key image out.</source>
        <translation>Il tipo local costruisce la propria. Togli la chiave image.</translation>
    </message>
    <message>
        <source>The list of accepted job owners is not possible</source>
        <translation>L’elenco degli utenti di cui si accettano lavori non è valido</translation>
    </message>
    <message>
        <source>The pilot {how}.{last}</source>
        <translation>Il pilota {how}.{last}</translation>
    </message>
    <message>
        <source>The pool&apos;s domain is not possible</source>
        <translation>Il dominio del pool non è valido</translation>
    </message>
    <message>
        <source>The requirements on jobs are not possible</source>
        <translation>I requisiti sui lavori non sono validi</translation>
    </message>
    <message>
        <source>This machine has no such folder.</source>
        <translation>Su questa macchina non c’è tale cartella.</translation>
    </message>
    <message>
        <source>Write the command that it goes before.</source>
        <translation>Scrivi il comando che deve precedere.</translation>
    </message>
    <message>
        <source>a head node takes no more than {most} bytes.</source>
        <translation>un head node non supera {most} byte.</translation>
    </message>
    <message>
        <source>a list of texts such as [&quot;one&quot;, &quot;two&quot;]</source>
        <translation>un elenco di testi come [&quot;one&quot;, &quot;two&quot;]</translation>
    </message>
    <message>
        <source>a list of whole numbers from {lowest} to {highest}</source>
        <translation>un elenco di numeri interi da {lowest} a {highest}</translation>
    </message>
    <message>
        <source>a number of thousands of digits</source>
        <translation>un numero di migliaia di cifre</translation>
    </message>
    <message>
        <source>a table of texts such as { name = &quot;text&quot; }</source>
        <translation>una tabella di testi come { name = &quot;text&quot; }</translation>
    </message>
    <message>
        <source>calls exit code {code} both useful and empty</source>
        <translation>dà al codice d’uscita {code} due significati, useful ed empty</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>non si può leggere</translation>
    </message>
    <message>
        <source>cannot be {kind}</source>
        <translation>non può essere {kind}</translation>
    </message>
    <message>
        <source>closes a {letter} that was not opened</source>
        <translation>chiude una {letter} mai aperta</translation>
    </message>
    <message>
        <source>ended with code {exit_code}</source>
        <translation>è terminato con il codice {exit_code}</translation>
    </message>
    <message>
        <source>ended without an exit code</source>
        <translation>è terminato senza un codice d’uscita</translation>
    </message>
    <message>
        <source>has a key {name} that is not known</source>
        <translation>ha una chiave {name} sconosciuta</translation>
    </message>
    <message>
        <source>has a name that is not possible</source>
        <translation>ha un nome non valido</translation>
    </message>
    <message>
        <source>has a path {path}</source>
        <translation>ha un percorso {path}</translation>
    </message>
    <message>
        <source>has a prefix without a command</source>
        <translation>ha un prefix senza un command</translation>
    </message>
    <message>
        <source>has a quote or bracket that is not closed</source>
        <translation>ha virgolette o parentesi non chiuse</translation>
    </message>
    <message>
        <source>has a variable {key}</source>
        <translation>ha una variabile {key}</translation>
    </message>
    <message>
        <source>has a {key} that is not possible</source>
        <translation>ha una chiave {key} non valida</translation>
    </message>
    <message>
        <source>holds a secret</source>
        <translation>contiene un segreto</translation>
    </message>
    <message>
        <source>is longer than {longest} characters</source>
        <translation>supera {longest} caratteri</translation>
    </message>
    <message>
        <source>is missing</source>
        <translation>manca</translation>
    </message>
    <message>
        <source>is not TOML</source>
        <translation>non è TOML</translation>
    </message>
    <message>
        <source>is not readable text</source>
        <translation>non è testo leggibile</translation>
    </message>
    <message>
        <source>is too long</source>
        <translation>è troppo lungo</translation>
    </message>
    <message>
        <source>it is too deeply nested.</source>
        <translation>è annidato troppo in profondità.</translation>
    </message>
    <message>
        <source>kind {shown}. There are: {names}.</source>
        <translation>kind {shown}. I tipi sono: {names}.</translation>
    </message>
    <message>
        <source>local demo: {count} primes so far</source>
        <translation>dimostrazione locale: {count} primi finora</translation>
    </message>
    <message>
        <source>must be one line of plain ASCII text</source>
        <translation>deve essere una riga di semplice testo ASCII</translation>
    </message>
    <message>
        <source>must not have {what}</source>
        <translation>non deve avere {what}</translation>
    </message>
    <message>
        <source>names no image</source>
        <translation>non indica un’immagine</translation>
    </message>
    <message>
        <source>names no kind that is known</source>
        <translation>non indica un tipo noto</translation>
    </message>
    <message>
        <source>needs {source}</source>
        <translation>ha bisogno di {source}</translation>
    </message>
    <message>
        <source>puts two files in one place</source>
        <translation>mette due file nello stesso posto</translation>
    </message>
    <message>
        <source>save it as UTF-8.</source>
        <translation>salvalo in UTF-8.</translation>
    </message>
    <message>
        <source>something in it</source>
        <translation>qualcosa al suo interno</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true o false</translation>
    </message>
    <message>
        <source>use up to 32 letters, digits, - and _, and .toml at the end.</source>
        <translation>usa al massimo 32 lettere, cifre, - e _, e .toml alla fine.</translation>
    </message>
    <message>
        <source>wants a folder at {target}</source>
        <translation>vuole una cartella in {target}</translation>
    </message>
    <message>
        <source>wants to see {source}</source>
        <translation>vuole vedere {source}</translation>
    </message>
    <message>
        <source>{address} must be a host&apos;s name and perhaps a port, such as &quot;pool.example.org:{port}&quot;.</source>
        <translation>{address} deve essere il nome di una macchina ed eventualmente una porta, come &quot;pool.example.org:{port}&quot;.</translation>
    </message>
    <message>
        <source>{domain} must be a name such as pool.example.org.</source>
        <translation>{domain} deve essere un nome come pool.example.org.</translation>
    </message>
    <message>
        <source>{name} looks like one, and this file goes to many. Take it out: passwords and tokens are kept in the keyring, and pilots get them from there.</source>
        <translation>{name} sembra un segreto, e questo file va a molti. Toglilo: password e token stanno nel portachiavi, e i piloti li ricevono da lì.</translation>
    </message>
    <message>
        <source>{owner} must be a user&apos;s name on the head node, without a domain.</source>
        <translation>{owner} deve essere il nome di un utente sull’head node, senza dominio.</translation>
    </message>
    <message>
        <source>{value} is not {allowed}.</source>
        <translation>{value} non è {allowed}.</translation>
    </message>
    <message>
        <source>An HTCondor pilot&apos;s image is built by the site and pulled from a registry: image = &quot;registry.example.org/pilots/htcondor:1&quot;.</source>
        <translation>L’immagine di un pilota HTCondor la costruisce l’istituto e si scarica da un registro: image = &quot;registry.example.org/pilots/htcondor:1&quot;.</translation>
    </message>
    <message>
        <source>HTCondor ended with an error.</source>
        <translation>HTCondor è terminato con un errore.</translation>
    </message>
    <message>
        <source>HTCondor refused to read the token: it must belong to the pilot alone.</source>
        <translation>HTCondor si è rifiutato di leggere il token: deve appartenere solo al pilota.</translation>
    </message>
    <message>
        <source>The head node {name} names no image</source>
        <translation>L’head node {name} non indica un’immagine</translation>
    </message>
    <message>
        <source>The image knows no user 10001. Build it from the Dockerfile of planctongui.</source>
        <translation>L’immagine non conosce l’utente 10001. Costruiscila dal Dockerfile di planctongui.</translation>
    </message>
    <message>
        <source>The job was lost: the pilot had been held for too long. Lower hold_tolerance_s.</source>
        <translation>Il lavoro è andato perso: il pilota era rimasto fermo troppo a lungo. Abbassa hold_tolerance_s.</translation>
    </message>
    <message>
        <source>The pilot ended with code {exit_code}.</source>
        <translation>Il pilota è terminato con il codice {exit_code}.</translation>
    </message>
    <message>
        <source>The pilot ended without an exit code.</source>
        <translation>Il pilota è terminato senza un codice d’uscita.</translation>
    </message>
    <message>
        <source>The pilot got no configuration; this is a fault of planctongui.</source>
        <translation>Il pilota non ha ricevuto la configurazione; è un difetto di planctongui.</translation>
    </message>
    <message>
        <source>The pilot got no token. Add the token of this head node.</source>
        <translation>Il pilota non ha ricevuto un token. Aggiungi il token di questo head node.</translation>
    </message>
    <message>
        <source>The pilot was killed; its job, if any, is given out again after its lease.</source>
        <translation>Il pilota è stato ucciso; il suo lavoro, se c’era, viene riassegnato alla scadenza.</translation>
    </message>
    <message>
        <source>The pilot&apos;s time was over before its job was done. Raise pilots.ttl_s.</source>
        <translation>Il turno del pilota è finito prima del suo lavoro. Aumenta pilots.ttl_s.</translation>
    </message>
    <message>
        <source>The pool refused the token. Ask its administrator for a new one.</source>
        <translation>Il pool ha rifiutato il token. Chiedine uno nuovo al suo amministratore.</translation>
    </message>
    <message>
        <source>The pool was not reached, or did not let the pilot in. Check the address, the network and the token.</source>
        <translation>Il pool non è stato raggiunto, o non ha fatto entrare il pilota. Controlla l’indirizzo, la rete e il token.</translation>
    </message>
    <message>
        <source>The pool&apos;s address was not reached from within the pilot. Check the address, the network and the firewalls in between.</source>
        <translation>L’indirizzo del pool non è stato raggiunto dall’interno del pilota. Controlla l’indirizzo, la rete e i firewall di mezzo.</translation>
    </message>
    <message>
        <source>has a cache that is not possible</source>
        <translation>ha una cache non valida</translation>
    </message>
    <message>
        <source>{path} is no free place in a pilot: use one such as /cache.</source>
        <translation>{path} non è un posto libero in un pilota: usane uno come /cache.</translation>
    </message>
    <message>
        <source>{place}: {advice} It cannot be used until that is mended.</source>
        <translation>{place}: {advice} Non si può usare finché non è corretto.</translation>
    </message>
</context>
<context>
    <name>Images</name>
    <message>
        <source>Give it the right one with: planctongui image login {host}. The image is {image}.</source>
        <translation>Dagli quello giusto con: planctongui image login {host}. L’immagine è {image}.</translation>
    </message>
    <message>
        <source>If the site gave you a login for {image}: planctongui image login {host}</source>
        <translation>Se l’istituto ti ha dato un accesso per {image}: planctongui image login {host}</translation>
    </message>
    <message>
        <source>It has {size} GB of {most}, and new pilots do without it. Clear it with: planctongui cache clear {head_node}, or raise most_gb in [cache].</source>
        <translation>Occupa {size} GB su {most}, e i nuovi piloti ne fanno a meno. Svuotala con: planctongui cache clear {head_node}, o aumenta most_gb in [cache].</translation>
    </message>
    <message>
        <source>It was silent for {seconds} s. {image} is tried again later; other head nodes go on.</source>
        <translation>Non ha dato segni per {seconds} s. {image} si riprova più tardi; gli altri head node vanno avanti.</translation>
    </message>
    <message>
        <source>Its tag may have been removed: ask the site. It is tried again later.</source>
        <translation>Forse il suo tag è stato tolto: chiedi all’istituto. Si riprova più tardi.</translation>
    </message>
    <message>
        <source>Mend the head node&apos;s file: {why}.</source>
        <translation>Correggi il file dell’head node: {why}.</translation>
    </message>
    <message>
        <source>Pilots go on with the image of before.</source>
        <translation>I piloti vanno avanti con l’immagine di prima.</translation>
    </message>
    <message>
        <source>The cache of {head_node} is full</source>
        <translation>La cache di {head_node} è piena</translation>
    </message>
    <message>
        <source>The image {image} cannot be pulled</source>
        <translation>L’immagine {image} non si può scaricare</translation>
    </message>
    <message>
        <source>The image {image} is not in its registry</source>
        <translation>L’immagine {image} non è nel suo registro</translation>
    </message>
    <message>
        <source>The image {image} is not what its registry promised</source>
        <translation>L’immagine {image} non è quella promessa dal suo registro</translation>
    </message>
    <message>
        <source>The image {name} has no name that is possible</source>
        <translation>L’immagine {name} non ha un nome valido</translation>
    </message>
    <message>
        <source>The image {name} is not on your list</source>
        <translation>L’immagine {name} non è nel tuo elenco</translation>
    </message>
    <message>
        <source>The registry {host} does not answer</source>
        <translation>Il registro {host} non risponde</translation>
    </message>
    <message>
        <source>The registry {host} refused your login</source>
        <translation>Il registro {host} ha rifiutato il tuo accesso</translation>
    </message>
    <message>
        <source>The registry {host} wants a login, or has no such image</source>
        <translation>Il registro {host} vuole un accesso, o non ha questa immagine</translation>
    </message>
    <message>
        <source>The size of the cache of {head_node} is not known</source>
        <translation>La dimensione della cache di {head_node} non è nota</translation>
    </message>
    <message>
        <source>There is no room for a pilot image</source>
        <translation>Non c’è spazio per un’immagine dei piloti</translation>
    </message>
    <message>
        <source>a * stands only at its end, as &quot;/*&quot;</source>
        <translation>un * può stare solo alla fine, come &quot;/*&quot;</translation>
    </message>
    <message>
        <source>it is not host/folder/*, in small letters</source>
        <translation>non è host/cartella/*, in minuscole</translation>
    </message>
    <message>
        <source>it is not host/repository:tag, in small letters</source>
        <translation>non è host/repository:tag, in minuscole</translation>
    </message>
    <message>
        <source>it is too long</source>
        <translation>è troppo lungo</translation>
    </message>
    <message>
        <source>its digest is not &quot;sha256:&quot; and 64 digits from 0 to f</source>
        <translation>il suo digest non è &quot;sha256:&quot; e 64 cifre da 0 a f</translation>
    </message>
    <message>
        <source>its host is not possible</source>
        <translation>il suo host non è valido</translation>
    </message>
    <message>
        <source>its tag is not possible</source>
        <translation>il suo tag non è valido</translation>
    </message>
    <message>
        <source>{why}. New pilots do without it; it is measured again later.</source>
        <translation>{why}. I nuovi piloti ne fanno a meno; si misura di nuovo più tardi.</translation>
    </message>
    <message>
        <source>write the registry as in the image&apos;s name, such as docker.io</source>
        <translation>scrivi il registro come nel nome dell’immagine, per esempio docker.io</translation>
    </message>
    <message>
        <source>If you trust it, allow it on the page Head nodes, or with: planctongui image allow {pattern}</source>
        <translation>Se ti fidi, consentila nella pagina Head node, oppure con: planctongui image allow {pattern}</translation>
    </message>
    <message>
        <source>The engine says: {words}. It is not used. Tell the site; it is tried again later.</source>
        <translation>Il motore dice: {words}. Non viene usata. Avvisa l’istituto; si riprova più tardi.</translation>
    </message>
    <message>
        <source>The engine says: {words}. It is tried again later; other head nodes go on.</source>
        <translation>Il motore dice: {words}. Si riprova più tardi; gli altri head node vanno avanti.</translation>
    </message>
    <message>
        <source>The engine&apos;s disk has {free} GB free, and {name} is not pulled. Make room there, or lower keep_free_gb in [images]; it is tried again later.</source>
        <translation>Il disco del motore ha {free} GB liberi, e {name} non si scarica. Fai spazio lì, o abbassa keep_free_gb in [images]; si riprova più tardi.</translation>
    </message>
    <message>
        <source>the engine cannot tell</source>
        <translation>il motore non lo sa dire</translation>
    </message>
    <message>
        <source>{image} does not fit on the engine&apos;s disk. Make room there; it is tried again later.</source>
        <translation>{image} non entra nel disco del motore. Fai spazio lì; si riprova più tardi.</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>A held pilot runs for a tenth of a second this often; 0 = never.</source>
        <translation>Ogni quanto un pilota fermo lavora per un decimo di secondo; 0 = mai.</translation>
    </message>
    <message>
        <source>A pilot held for longer is ended.</source>
        <translation>Un pilota fermo più a lungo viene terminato.</translation>
    </message>
    <message>
        <source>A pilot held for longer is of no use.</source>
        <translation>Un pilota fermo più a lungo non serve più.</translation>
    </message>
    <message>
        <source>A pilot without a job leaves after this long.</source>
        <translation>Dopo quanto se ne va un pilota senza lavoro.</translation>
    </message>
    <message>
        <source>Exit codes that mean: a job was done.</source>
        <translation>Codici d’uscita che significano: un lavoro è stato fatto.</translation>
    </message>
    <message>
        <source>Exit codes that mean: there was no job.</source>
        <translation>Codici d’uscita che significano: non c’era lavoro.</translation>
    </message>
    <message>
        <source>False = no pilot is started for it; the file stays.</source>
        <translation>False = non parte alcun pilota per lui; il file resta.</translation>
    </message>
    <message>
        <source>Folder of this machine -&gt; where the pilot sees it; read-only.</source>
        <translation>Cartella di questa macchina -&gt; dove la vede il pilota; in sola lettura.</translation>
    </message>
    <message>
        <source>How often a newer image under that tag is looked for; 0 = never.</source>
        <translation>Ogni quanto si cerca un’immagine più nuova sotto quel tag; 0 = mai.</translation>
    </message>
    <message>
        <source>Its weight beside your other head nodes.</source>
        <translation>Il suo peso accanto agli altri tuoi head node.</translation>
    </message>
    <message>
        <source>Jobs to do in all; 0 = no end in sight.</source>
        <translation>Lavori da fare in tutto; 0 = senza fine.</translation>
    </message>
    <message>
        <source>Name in the keyring -&gt; path below /run/planctongui.</source>
        <translation>Nome nel portachiavi -&gt; percorso sotto /run/planctongui.</translation>
    </message>
    <message>
        <source>Names and values that the pilot sees. Never a secret.</source>
        <translation>Nomi e valori che il pilota vede. Mai un segreto.</translation>
    </message>
    <message>
        <source>Numbers that one job looks through.</source>
        <translation>Numeri che un lavoro esamina.</translation>
    </message>
    <message>
        <source>Only jobs of these users of the pool; [] = of all.</source>
        <translation>Solo lavori di questi utenti del pool; [] = di tutti.</translation>
    </message>
    <message>
        <source>Path below /run/planctongui -&gt; text of the file.</source>
        <translation>Percorso sotto /run/planctongui -&gt; testo del file.</translation>
    </message>
    <message>
        <source>Processes and threads of one pilot.</source>
        <translation>Processi e thread di un pilota.</translation>
    </message>
    <message>
        <source>Room for a job&apos;s files; it is memory.</source>
        <translation>Spazio per i file di un lavoro; è memoria.</translation>
    </message>
    <message>
        <source>Room in the pilot&apos;s /work; it is memory.</source>
        <translation>Spazio in /work del pilota; è memoria.</translation>
    </message>
    <message>
        <source>The pilot image, host/repository:tag; &quot;&quot; = built here by its kind.</source>
        <translation>L’immagine del pilota, host/repository:tag; &quot;&quot; = costruita qui dal suo tipo.</translation>
    </message>
    <message>
        <source>The pool&apos;s collector, such as &quot;pool.example.org:9618&quot;.</source>
        <translation>Il collector del pool, come &quot;pool.example.org:9618&quot;.</translation>
    </message>
    <message>
        <source>The pool&apos;s own domain (UID_DOMAIN); &quot;&quot; = the collector&apos;s host.</source>
        <translation>Il dominio del pool (UID_DOMAIN); &quot;&quot; = la macchina del collector.</translation>
    </message>
    <message>
        <source>True = the pilot may dial out.</source>
        <translation>True = il pilota può collegarsi verso l’esterno.</translation>
    </message>
    <message>
        <source>True = the pilot sees /cvmfs when this machine has it.</source>
        <translation>True = il pilota vede /cvmfs se questa macchina ce l’ha.</translation>
    </message>
    <message>
        <source>What a job must meet as well, as a ClassAd expression.</source>
        <translation>Che cosa deve soddisfare in più un lavoro, come espressione ClassAd.</translation>
    </message>
    <message>
        <source>What speaks at the other end.</source>
        <translation>Che cosa parla dall’altra parte.</translation>
    </message>
    <message>
        <source>What the image runs; [] = what the image says itself.</source>
        <translation>Che cosa esegue l’immagine; [] = ciò che dice l’immagine stessa.</translation>
    </message>
    <message>
        <source>Words before the command, such as [&quot;parrot_run&quot;].</source>
        <translation>Parole prima del comando, come [&quot;parrot_run&quot;].</translation>
    </message>
    <message>
        <source>The manager&apos;s name in the catalog: tells whether work waits, and where the manager is if there is no address.</source>
        <translation>Il nome del manager nel catalogo: dice se c’è lavoro in attesa e, senza indirizzo, dove si trova il manager.</translation>
    </message>
    <message>
        <source>The manager, such as &quot;head.example.org:9123&quot;; &quot;&quot; = see project.</source>
        <translation>Il manager, come &quot;head.example.org:9123&quot;; &quot;&quot; = vedi project.</translation>
    </message>
    <message>
        <source>The project&apos;s catalog server, such as &quot;head.example.org:9097&quot;.</source>
        <translation>Il server del catalogo del progetto, come &quot;head.example.org:9097&quot;.</translation>
    </message>
    <message>
        <source>True = the manager takes pilots without a password.</source>
        <translation>True = il manager accetta piloti senza password.</translation>
    </message>
    <message>
        <source>Where pilots see a folder that outlives them; &quot;&quot; = they have none.</source>
        <translation>Dove i piloti vedono una cartella che dura più di loro; &quot;&quot; = non ne hanno.</translation>
    </message>
</context>
<context>
    <name>Ledger</name>
    <message>
        <source>A newer planctongui wrote the ledger</source>
        <translation>Il registro delle ore è stato scritto da un planctongui più recente</translation>
    </message>
    <message>
        <source>The ledger cannot be read or written</source>
        <translation>Il registro delle ore non si può leggere o scrivere</translation>
    </message>
    <message>
        <source>The ledger cannot be used</source>
        <translation>Il registro delle ore non si può usare</translation>
    </message>
    <message>
        <source>The ledger is damaged</source>
        <translation>Il registro delle ore è danneggiato</translation>
    </message>
    <message>
        <source>The setting {section}.{key} could not be changed</source>
        <translation>Non è stato possibile cambiare l’impostazione {section}.{key}</translation>
    </message>
    <message>
        <source>{path} has version {version}, this program knows {newest}. Install the newer program again; the file was not touched.</source>
        <translation>{path} ha la versione {version}, questo programma conosce la {newest}. Reinstalla il programma più recente; il file non è stato toccato.</translation>
    </message>
    <message>
        <source>{path}: {error}. Make room on the disk, or make the folder yours; what was counted before is kept.</source>
        <translation>{path}: {error}. Fai spazio sul disco, o rendi tua la cartella; ciò che è già contato resta.</translation>
    </message>
    <message>
        <source>{path}: {error}. Put a backup in its place, or move the file away to begin a new one; it was not changed.</source>
        <translation>{path}: {error}. Metti al suo posto una copia di riserva, o sposta il file per cominciarne uno nuovo; non è stato modificato.</translation>
    </message>
    <message>
        <source>It is opened again every half minute; until then hours are not shown.</source>
        <translation>Si riprova ad aprirlo ogni mezzo minuto; fino ad allora le ore non si mostrano.</translation>
    </message>
    <message>
        <source>The ledger is not open</source>
        <translation>Il registro delle ore non è aperto</translation>
    </message>
</context>
<context>
    <name>Limits</name>
    <message>
        <source>&amp;Go on after your last input</source>
        <translation>&amp;Riprendi dopo l’ultimo tuo gesto</translation>
    </message>
    <message>
        <source>&amp;While you are here</source>
        <translation>&amp;Mentre ci sei</translation>
    </message>
    <message>
        <source>A lo&amp;cked screen means that you are away</source>
        <translation>Sc&amp;hermo bloccato vuol dire che non ci sei</translation>
    </message>
    <message>
        <source>Besides your input</source>
        <translation>Oltre a mouse e tastiera</translation>
    </message>
    <message>
        <source>Drag over hours to paint them. The fuller a cell, the more goes on in it while you are here; blank hours have what is chosen above.</source>
        <translation>Trascina sulle ore per colorarle. Più una cella è piena, più lavoro va avanti mentre ci sei; nelle ore vuote vale la scelta qui sopra.</translation>
    </message>
    <message>
        <source>Hold on a &amp;metered network</source>
        <translation>Fermi su una rete a c&amp;onsumo</translation>
    </message>
    <message>
        <source>Hold when your &amp;programs use more than</source>
        <translation>Fermi quando i tuoi &amp;programmi usano più del</translation>
    </message>
    <message>
        <source>Ma&amp;x cores</source>
        <translation>Core &amp;al massimo</translation>
    </message>
    <message>
        <source>Max cores</source>
        <translation>Core al massimo</translation>
    </message>
    <message>
        <source>Names as in a process list, separated by commas, e.g. blender, steam</source>
        <translation>Nomi come nell’elenco dei processi, separati da virgole, per esempio blender, steam</translation>
    </message>
    <message>
        <source>Nothing runs beside these p&amp;rograms</source>
        <translation>Nulla accanto a questi pro&amp;grammi</translation>
    </message>
    <message>
        <source>Nothing runs beside these programs</source>
        <translation>Nulla accanto a questi programmi</translation>
    </message>
    <message>
        <source>On &amp;battery</source>
        <translation>A &amp;batteria</translation>
    </message>
    <message>
        <source>On battery</source>
        <translation>A batteria</translation>
    </message>
    <message>
        <source>Pai&amp;nt with</source>
        <translation>&amp;Colora con</translation>
    </message>
    <message>
        <source>Paint with</source>
        <translation>Colora con</translation>
    </message>
    <message>
        <source>Week schedule</source>
        <translation>Orario della settimana</translation>
    </message>
    <message>
        <source>While you are here</source>
        <translation>Mentre ci sei</translation>
    </message>
    <message>
        <source>Your week</source>
        <translation>La tua settimana</translation>
    </message>
    <message>
        <source>go on</source>
        <translation>avanti</translation>
    </message>
    <message>
        <source>go on above {charge} %</source>
        <translation>avanti sopra il {charge} %</translation>
    </message>
    <message>
        <source>hold</source>
        <translation>fermi</translation>
    </message>
    <message>
        <source>Messages, at most three a day</source>
        <translation>Messaggi, al massimo tre al giorno</translation>
    </message>
    <message>
        <source>Once a wee&amp;k, the hours that you gave</source>
        <translation>Una volta a se&amp;ttimana, le ore che hai donato</translation>
    </message>
    <message>
        <source>When pilots make room for you for the &amp;first time</source>
        <translation>&amp;Quando i piloti ti fanno spazio per la prima volta</translation>
    </message>
    <message>
        <source>When something needs &amp;your attention</source>
        <translation>Quando qualcosa richiede la t&amp;ua attenzione</translation>
    </message>
    <message>
        <source>&amp;Leave memory free, at least</source>
        <translation>&amp;Lascia libera memoria, almeno</translation>
    </message>
    <message>
        <source>Hold while a window fills the &amp;screen</source>
        <translation>Fermi mentre una finestra riempie lo &amp;schermo</translation>
    </message>
    <message>
        <source>Leave room on the &amp;disk, at least</source>
        <translation>Lascia spazio sul &amp;disco, almeno</translation>
    </message>
    <message>
        <source>, {delay} of delay</source>
        <translation>, {delay} di ritardo</translation>
    </message>
    <message>
        <source>, {delay} of delay (now {now})</source>
        <translation>, {delay} di ritardo (ora {now})</translation>
    </message>
    <message>
        <source>Choose from what r&amp;uns ...</source>
        <translation>Scegli da ciò che è in &amp;esecuzione ...</translation>
    </message>
    <message>
        <source>Disc&amp;ard</source>
        <translation>A&amp;nnulla</translation>
    </message>
    <message>
        <source>In the {length} on record</source>
        <translation>Nelle {length} registrate</translation>
    </message>
    <message>
        <source>Last week</source>
        <translation>La settimana scorsa</translation>
    </message>
    <message>
        <source>Looking at your last week ...</source>
        <translation>Si guarda la tua ultima settimana ...</translation>
    </message>
    <message>
        <source>Not on record, so not counted: {what}.</source>
        <translation>Non registrato, quindi non contato: {what}.</translation>
    </message>
    <message>
        <source>Nothing is recorded yet: from tomorrow on you see here what it would mean.</source>
        <translation>Non c’è ancora nulla di registrato: da domani vedi qui che cosa significherebbe.</translation>
    </message>
    <message>
        <source>Nothing runs beside those you tick.</source>
        <translation>Nessun pilota lavora accanto a quelli che spunti.</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Anteprima</translation>
    </message>
    <message>
        <source>Programs</source>
        <translation>Programmi</translation>
    </message>
    <message>
        <source>Programs that run now</source>
        <translation>Programmi in esecuzione ora</translation>
    </message>
    <message>
        <source>Sa&amp;ve</source>
        <translation>Sal&amp;va</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Cerca</translation>
    </message>
    <message>
        <source>Start planctongui when I log &amp;in</source>
        <translation>Avvia planctongu&amp;i quando accedo</translation>
    </message>
    <message>
        <source>This never computes: in your last week there was no moment for it.</source>
        <translation>Così non si calcola mai: nella tua ultima settimana non c’è stato un momento adatto.</translation>
    </message>
    <message>
        <source>This never computes: in your last week you were never still for so long.</source>
        <translation>Così non si calcola mai: nella tua ultima settimana mouse e tastiera non sono mai rimasti fermi così a lungo.</translation>
    </message>
    <message>
        <source>This never computes: no core is allowed.</source>
        <translation>Così non si calcola mai: non è concesso alcun core.</translation>
    </message>
    <message>
        <source>This never computes: one pilot needs more cores than are allowed.</source>
        <translation>Così non si calcola mai: un pilota ha bisogno di più core di quelli concessi.</translation>
    </message>
    <message>
        <source>This never computes: the schedule is off all week.</source>
        <translation>Così non si calcola mai: l’orario è spento tutta la settimana.</translation>
    </message>
    <message>
        <source>This never computes: with a pilot, so much memory is never free here.</source>
        <translation>Così non si calcola mai: qui, con un pilota, non è mai libera tanta memoria.</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>Modifiche non salvate</translation>
    </message>
    <message>
        <source>What it would cost you in delay was not measured often enough.</source>
        <translation>Quanto ti costerebbe in ritardo non è stato misurato abbastanza spesso.</translation>
    </message>
    <message>
        <source>films, calls and presentations</source>
        <translation>film, chiamate e presentazioni</translation>
    </message>
    <message>
        <source>how much memory was free</source>
        <translation>quanta memoria era libera</translation>
    </message>
    <message>
        <source>how much room was on the disk</source>
        <translation>quanto spazio c’era sul disco</translation>
    </message>
    <message>
        <source>metered networks</source>
        <translation>reti a consumo</translation>
    </message>
    <message>
        <source>the battery&apos;s charge</source>
        <translation>la carica della batteria</translation>
    </message>
    <message>
        <source>when the screen was locked</source>
        <translation>quando lo schermo era bloccato</translation>
    </message>
    <message>
        <source>when these programs ran</source>
        <translation>quando questi programmi erano in esecuzione</translation>
    </message>
    <message>
        <source>windows that filled the screen</source>
        <translation>finestre che riempivano lo schermo</translation>
    </message>
    <message>
        <source>{since} this would have given up to {hours} (now {hours_now}), held {holds} times (now {holds_now}){delay}.</source>
        <translation>{since} avresti donato fino a {hours} (ora {hours_now}), con {holds} fermate (ora {holds_now}){delay}.</translation>
    </message>
    <message>
        <source>&amp;Hold for a film, a call or a presentation</source>
        <translation>Fermi con &amp;film, chiamate o presentazioni</translation>
    </message>
    <message>
        <source>All of it would have been more: pauses in your typing that were shorter than the wait of now are not on record.</source>
        <translation>Tutto sarebbe stato di più: le pause nella tua digitazione più brevi dell’attesa attuale non sono registrate.</translation>
    </message>
    <message>
        <source>{since} this would have given at least {hours} (now {hours_now}), held at least {holds} times (now {holds_now}){delay}.</source>
        <translation>{since} avresti donato almeno {hours} (ora {hours_now}), con almeno {holds} fermate (ora {holds_now}){delay}.</translation>
    </message>
</context>
<context>
    <name>Log</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copia</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>&amp;Mostra</translation>
    </message>
    <message>
        <source>A pilot of {node} ended without a result after {cpu} of CPU time.</source>
        <translation>Un pilota di {node} è terminato senza un risultato dopo {cpu} di CPU.</translation>
    </message>
    <message>
        <source>A pilot of {node} finished its job and gave {cpu} of CPU time.</source>
        <translation>Un pilota di {node} ha finito il suo lavoro e ha donato {cpu} di CPU.</translation>
    </message>
    <message>
        <source>A pilot of {node} found no job.</source>
        <translation>Un pilota di {node} non ha trovato lavoro.</translation>
    </message>
    <message>
        <source>An error inside planctongui held everything.</source>
        <translation>Un errore dentro planctongui ha fermato tutto.</translation>
    </message>
    <message>
        <source>Contributed.</source>
        <translation>Al lavoro.</translation>
    </message>
    <message>
        <source>Copy the selected lines, or all of them</source>
        <translation>Copia le righe scelte, o tutte</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Tutto</translation>
    </message>
    <message>
        <source>Finished: no new jobs were started.</source>
        <translation>Finito: non sono partiti altri lavori.</translation>
    </message>
    <message>
        <source>Held for a film, a call or a presentation.</source>
        <translation>Fermi per un film, una chiamata o una presentazione.</translation>
    </message>
    <message>
        <source>Held for a program beside which you want nothing.</source>
        <translation>Fermi per un programma accanto al quale non vuoi nulla.</translation>
    </message>
    <message>
        <source>Held: it could not see whether you were here.</source>
        <translation>Fermi: non si vedeva se c’eri.</translation>
    </message>
    <message>
        <source>Held: programs waited for the CPU.</source>
        <translation>Fermi: dei programmi aspettavano la CPU.</translation>
    </message>
    <message>
        <source>Held: somebody was logged in from elsewhere.</source>
        <translation>Fermi: qualcuno era collegato da fuori.</translation>
    </message>
    <message>
        <source>Held: the computer ran on battery.</source>
        <translation>Fermi: il computer andava a batteria.</translation>
    </message>
    <message>
        <source>Held: the computer was going to sleep.</source>
        <translation>Fermi: il computer andava in sospensione.</translation>
    </message>
    <message>
        <source>Held: the computer was hot.</source>
        <translation>Fermi: il computer era caldo.</translation>
    </message>
    <message>
        <source>Held: the disk was nearly full.</source>
        <translation>Fermi: il disco era quasi pieno.</translation>
    </message>
    <message>
        <source>Held: the network was metered.</source>
        <translation>Fermi: la rete era a consumo.</translation>
    </message>
    <message>
        <source>Held: you used the computer.</source>
        <translation>Fermi: usavi il computer.</translation>
    </message>
    <message>
        <source>Held: your programs needed the CPU.</source>
        <translation>Fermi: ai tuoi programmi serviva la CPU.</translation>
    </message>
    <message>
        <source>Held: your programs needed the cores you allow.</source>
        <translation>Fermi: ai tuoi programmi servivano i core che concedi.</translation>
    </message>
    <message>
        <source>Held: your programs waited for memory.</source>
        <translation>Fermi: i tuoi programmi aspettavano memoria.</translation>
    </message>
    <message>
        <source>Held: your settings could not be read.</source>
        <translation>Fermi: le tue impostazioni non si potevano leggere.</translation>
    </message>
    <message>
        <source>It was ended: {why}.</source>
        <translation>È stato terminato: {why}.</translation>
    </message>
    <message>
        <source>It was told to quit.</source>
        <translation>Gli è stato detto di uscire.</translation>
    </message>
    <message>
        <source>Let the running jobs end.</source>
        <translation>Ha lasciato finire i lavori in corso.</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Diario</translation>
    </message>
    <message>
        <source>Made the pilot image.</source>
        <translation>Ha costruito l’immagine dei piloti.</translation>
    </message>
    <message>
        <source>MiB of memory left free</source>
        <translation>MiB di memoria lasciati liberi</translation>
    </message>
    <message>
        <source>MiB of memory of a pilot</source>
        <translation>MiB di memoria di un pilota</translation>
    </message>
    <message>
        <source>New limit, {0}: {1}.</source>
        <translation>Nuovo limite, {0}: {1}.</translation>
    </message>
    <message>
        <source>New schedule: {0}.</source>
        <translation>Nuovo orario: {0}.</translation>
    </message>
    <message>
        <source>Nothing of this kind happened yet.</source>
        <translation>Non è ancora successo nulla di simile.</translation>
    </message>
    <message>
        <source>Paused by you.</source>
        <translation>In pausa per tua scelta.</translation>
    </message>
    <message>
        <source>Paused by your schedule.</source>
        <translation>In pausa per il tuo orario.</translation>
    </message>
    <message>
        <source>Paused: you allowed no cores.</source>
        <translation>In pausa: non concedevi alcun core.</translation>
    </message>
    <message>
        <source>Pilots</source>
        <translation>Piloti</translation>
    </message>
    <message>
        <source>Quitting.</source>
        <translation>In uscita.</translation>
    </message>
    <message>
        <source>Removed all pilots, images and networks.</source>
        <translation>Rimossi tutti i piloti, le immagini e le reti.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Mostra</translation>
    </message>
    <message>
        <source>Show &amp;older ones</source>
        <translation>Mostra i più &amp;vecchi</translation>
    </message>
    <message>
        <source>Solved: {0}.</source>
        <translation>Risolto: {0}.</translation>
    </message>
    <message>
        <source>Start, end and sleep</source>
        <translation>Avvio, fine e sospensione</translation>
    </message>
    <message>
        <source>Started pilots.</source>
        <translation>Ha avviato piloti.</translation>
    </message>
    <message>
        <source>The computer woke from sleep.</source>
        <translation>Il computer si è risvegliato.</translation>
    </message>
    <message>
        <source>The engine did not answer.</source>
        <translation>Il motore non rispondeva.</translation>
    </message>
    <message>
        <source>The pause was over.</source>
        <translation>La pausa è finita.</translation>
    </message>
    <message>
        <source>The schedule is empty from now on.</source>
        <translation>Da ora l’orario è vuoto.</translation>
    </message>
    <message>
        <source>Troubles</source>
        <translation>Problemi</translation>
    </message>
    <message>
        <source>Waited: no head node was on.</source>
        <translation>In attesa: nessun head node era attivo.</translation>
    </message>
    <message>
        <source>Waited: the last pilots had failed.</source>
        <translation>In attesa: gli ultimi piloti erano falliti.</translation>
    </message>
    <message>
        <source>Waited: there was no work.</source>
        <translation>In attesa: non c’era lavoro.</translation>
    </message>
    <message>
        <source>Waited: too little memory was free.</source>
        <translation>In attesa: la memoria libera non bastava.</translation>
    </message>
    <message>
        <source>What it did, and why</source>
        <translation>Che cosa ha fatto, e perché</translation>
    </message>
    <message>
        <source>What you ordered</source>
        <translation>Che cosa hai ordinato</translation>
    </message>
    <message>
        <source>You paused until you resume.</source>
        <translation>Hai messo in pausa finché non riprendi.</translation>
    </message>
    <message>
        <source>You paused until {until}.</source>
        <translation>Hai messo in pausa (fino a: {until}).</translation>
    </message>
    <message>
        <source>You told it not to finish.</source>
        <translation>Hai revocato l’ordine di finire i lavori.</translation>
    </message>
    <message>
        <source>You told it to finish.</source>
        <translation>Hai ordinato di finire i lavori.</translation>
    </message>
    <message>
        <source>You were here, and some cores went on.</source>
        <translation>C’eri, e alcuni core andavano avanti.</translation>
    </message>
    <message>
        <source>cores of a pilot</source>
        <translation>core di un pilota</translation>
    </message>
    <message>
        <source>given</source>
        <translation>donato</translation>
    </message>
    <message>
        <source>given beside you</source>
        <translation>donato accanto a te</translation>
    </message>
    <message>
        <source>held for the machine</source>
        <translation>fermi per la macchina</translation>
    </message>
    <message>
        <source>held for you</source>
        <translation>fermi per te</translation>
    </message>
    <message>
        <source>it could not be held</source>
        <translation>non si riusciva a fermarlo</translation>
    </message>
    <message>
        <source>it did not end when asked</source>
        <translation>non ha smesso quando richiesto</translation>
    </message>
    <message>
        <source>it had no job</source>
        <translation>non aveva lavoro</translation>
    </message>
    <message>
        <source>it had run its full time</source>
        <translation>era arrivato a fine turno</translation>
    </message>
    <message>
        <source>it was held for too long</source>
        <translation>era rimasto fermo troppo a lungo</translation>
    </message>
    <message>
        <source>max cores</source>
        <translation>core al massimo</translation>
    </message>
    <message>
        <source>not running</source>
        <translation>non in esecuzione</translation>
    </message>
    <message>
        <source>nothing was recorded</source>
        <translation>nulla è stato registrato</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>in pausa</translation>
    </message>
    <message>
        <source>percent of the CPU for your programs</source>
        <translation>per cento della CPU per i tuoi programmi</translation>
    </message>
    <message>
        <source>planctongui ended.</source>
        <translation>planctongui è terminato.</translation>
    </message>
    <message>
        <source>planctongui started.</source>
        <translation>planctongui è partito.</translation>
    </message>
    <message>
        <source>seconds after your last input</source>
        <translation>secondi dopo il tuo ultimo gesto</translation>
    </message>
    <message>
        <source>seconds of delay a day</source>
        <translation>secondi di ritardo al giorno</translation>
    </message>
    <message>
        <source>seconds that a pilot has to end</source>
        <translation>secondi che un pilota ha per finire</translation>
    </message>
    <message>
        <source>seconds that a pilot may run</source>
        <translation>secondi che un pilota può lavorare</translation>
    </message>
    <message>
        <source>trouble</source>
        <translation>problema</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>in attesa</translation>
    </message>
    <message>
        <source>while you are here</source>
        <translation>mentre ci sei</translation>
    </message>
    <message>
        <source>you stopped it</source>
        <translation>l’hai fermato tu</translation>
    </message>
    <message>
        <source>your programs needed the memory</source>
        <translation>ai tuoi programmi serviva la memoria</translation>
    </message>
    <message>
        <source>{0}. {1}.</source>
        <translation>{0}. {1}.</translation>
    </message>
    <message>
        <source>Waited: you had not allowed the image.</source>
        <translation>In attesa: non avevi consentito l’immagine.</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>Everything was held at your first touch, and nothing is lost. It goes on {seconds} s after your last input. You are told of this only once.</source>
        <translation>Tutto si è fermato al tuo primo tocco, e nulla è perso. Si riprende {seconds} s dopo il tuo ultimo gesto. Questo messaggio compare una volta sola.</translation>
    </message>
    <message>
        <source>Its icon opens the window again; its menu has Quit.</source>
        <translation>La sua icona riapre la finestra; nel suo menu c’è Esci.</translation>
    </message>
    <message>
        <source>Making room for you</source>
        <translation>Ti fa spazio</translation>
    </message>
    <message>
        <source>No more of these</source>
        <translation>Non mostrarne più</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Apri</translation>
    </message>
    <message>
        <source>Since {date} this computer gave {hours} of CPU time.</source>
        <translation>Dal {date} questo computer ha donato {hours} di CPU.</translation>
    </message>
    <message>
        <source>Thank you</source>
        <translation>Grazie</translation>
    </message>
    <message>
        <source>planctongui goes on in the tray</source>
        <translation>planctongui resta nell’area di notifica</translation>
    </message>
    <message>
        <source>Its icon opens the first steps. Nothing runs before them.</source>
        <translation>La sua icona apre i primi passi. Prima di essi non parte nulla.</translation>
    </message>
    <message>
        <source>planctongui is here, and does nothing yet</source>
        <translation>planctongui è qui, e non fa ancora nulla</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>&amp;Finish current jobs, then stop</source>
        <translation>&amp;Finisci i lavori in corso, poi fermati</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pausa</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Riprendi</translation>
    </message>
    <message>
        <source>CPU hours given</source>
        <translation>Ore di CPU donate</translation>
    </message>
    <message>
        <source>Held back</source>
        <translation>Frenati</translation>
    </message>
    <message>
        <source>Hold all pilots until you resume</source>
        <translation>Ferma tutti i piloti finché non riprendi</translation>
    </message>
    <message>
        <source>Pause f&amp;or</source>
        <translation>Pausa p&amp;er</translation>
    </message>
    <message>
        <source>Pilots</source>
        <translation>Piloti</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Risultati</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stato</translation>
    </message>
    <message>
        <source>Troubles</source>
        <translation>Problemi</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Che cosa non va</translation>
    </message>
    <message>
        <source>What it &amp;sees</source>
        <translation>Che cosa &amp;vede</translation>
    </message>
    <message>
        <source>What it does and why</source>
        <translation>Che cosa fa e perché</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Che cosa fare</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Tu</translation>
    </message>
    <message>
        <source>Your delay</source>
        <translation>Il tuo ritardo</translation>
    </message>
    <message>
        <source>in total</source>
        <translation>in tutto</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>ancora nessuno</translation>
    </message>
    <message>
        <source>not chosen yet</source>
        <translation>in un modo non ancora scelto</translation>
    </message>
    <message>
        <source>this week</source>
        <translation>questa settimana</translation>
    </message>
    <message>
        <source>today</source>
        <translation>oggi</translation>
    </message>
    <message>
        <source>Images on their way</source>
        <translation>Immagini in arrivo</translation>
    </message>
    <message>
        <source>10 min ago</source>
        <translation>10 min fa</translation>
    </message>
    <message>
        <source>Cores in use</source>
        <translation>Core in uso</translation>
    </message>
    <message>
        <source>Cores in use, the last 10 minutes</source>
        <translation>Core in uso, gli ultimi 10 minuti</translation>
    </message>
    <message>
        <source>Not measured yet.</source>
        <translation>Non ancora misurato.</translation>
    </message>
    <message>
        <source>The last 24 hours</source>
        <translation>Le ultime 24 ore</translation>
    </message>
    <message>
        <source>You use {owner} cores, pilots {pilots}, of {all}.</source>
        <translation>Tu usi {owner} core, i piloti {pilots}, su {all}.</translation>
    </message>
    <message>
        <source>an unknown number of</source>
        <translation>un numero ignoto di</translation>
    </message>
    <message>
        <source>free</source>
        <translation>libera</translation>
    </message>
    <message>
        <source>now</source>
        <translation>ora</translation>
    </message>
    <message>
        <source>pilots</source>
        <translation>piloti</translation>
    </message>
    <message>
        <source>planctongui did not run, or the computer slept.</source>
        <translation>planctongui non era in esecuzione, o il computer dormiva.</translation>
    </message>
    <message>
        <source>you</source>
        <translation>tu</translation>
    </message>
    <message>
        <source>What would hold them better</source>
        <translation>Che cosa li fermerebbe meglio</translation>
    </message>
</context>
<context>
    <name>Pilots</name>
    <message>
        <source>&amp;End this pilot</source>
        <translation>&amp;Termina questo pilota</translation>
    </message>
    <message>
        <source>&amp;Remove everything</source>
        <translation>&amp;Rimuovi tutto</translation>
    </message>
    <message>
        <source>&amp;Remove everything ...</source>
        <translation>&amp;Rimuovi tutto ...</translation>
    </message>
    <message>
        <source>CPU time</source>
        <translation>Tempo di CPU</translation>
    </message>
    <message>
        <source>Connected with</source>
        <translation>Collegato con</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Contenuto</translation>
    </message>
    <message>
        <source>Head node</source>
        <translation>Head node</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Immagine</translation>
    </message>
    <message>
        <source>It sees</source>
        <translation>Vede</translation>
    </message>
    <message>
        <source>Its job goes back to its head node; another pilot may follow.</source>
        <translation>Il suo lavoro torna al suo head node; può seguirne un altro pilota.</translation>
    </message>
    <message>
        <source>Its own files</source>
        <translation>I suoi file</translation>
    </message>
    <message>
        <source>Leave no trace</source>
        <translation>Non lasciare traccia</translation>
    </message>
    <message>
        <source>May still run</source>
        <translation>Gli resta</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Memoria</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Rete</translation>
    </message>
    <message>
        <source>No pilot lives now.</source>
        <translation>Ora non c’è alcun pilota.</translation>
    </message>
    <message>
        <source>Pilot</source>
        <translation>Pilota</translation>
    </message>
    <message>
        <source>Pilots</source>
        <translation>Piloti</translation>
    </message>
    <message>
        <source>Removal</source>
        <translation>Rimozione</translation>
    </message>
    <message>
        <source>Removing everything: pilots get their time to end.</source>
        <translation>Si rimuove tutto: i piloti hanno il tempo di finire.</translation>
    </message>
    <message>
        <source>Rights of root</source>
        <translation>Diritti di root</translation>
    </message>
    <message>
        <source>Runs as</source>
        <translation>Lavora come</translation>
    </message>
    <message>
        <source>Secrets it got</source>
        <translation>Segreti ricevuti</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Avviato</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stato</translation>
    </message>
    <message>
        <source>can be changed by it</source>
        <translation>può modificarli</translation>
    </message>
    <message>
        <source>cannot be changed by it</source>
        <translation>non può modificarli</translation>
    </message>
    <message>
        <source>ending</source>
        <translation>in chiusura</translation>
    </message>
    <message>
        <source>held</source>
        <translation>fermo</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>nessuno</translation>
    </message>
    <message>
        <source>none</source>
        <translation>nessuno</translation>
    </message>
    <message>
        <source>running</source>
        <translation>al lavoro</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>non si sa</translation>
    </message>
    <message>
        <source>{place} (memory, {size})</source>
        <translation>{place} (memoria, {size})</translation>
    </message>
    <message>
        <source>{place} = {source} (may write)</source>
        <translation>{place} = {source} (può scrivere)</translation>
    </message>
    <message>
        <source>{place} = {source} (read-only)</source>
        <translation>{place} = {source} (sola lettura)</translation>
    </message>
    <message>
        <source>{used} of {limit}</source>
        <translation>{used} su {limit}</translation>
    </message>
    <message>
        <source>Remove everything of planctongui from the engine?</source>
        <translation>Rimuovere dal motore tutto ciò che è di planctongui?</translation>
    </message>
</context>
<context>
    <name>Removal</name>
    <message numerus="yes">
        <source>%n cache(s)</source>
        <translation>
            <numerusform>%n cache</numerusform>
            <numerusform>%n cache</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n immagine</numerusform>
            <numerusform>%n immagini</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n network(s)</source>
        <translation>
            <numerusform>%n rete</numerusform>
            <numerusform>%n reti</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pilot(s)</source>
        <translation>
            <numerusform>%n pilota</numerusform>
            <numerusform>%n piloti</numerusform>
        </translation>
    </message>
    <message>
        <source>It is removing everything and has no window.</source>
        <translation>Sta rimuovendo tutto e non ha finestra.</translation>
    </message>
    <message>
        <source>Not everything could be removed</source>
        <translation>Non è stato possibile rimuovere tutto</translation>
    </message>
    <message>
        <source>Nothing was removed.</source>
        <translation>Non è stato rimosso nulla.</translation>
    </message>
    <message>
        <source>Removed in {span}: {what}.</source>
        <translation>Rimosso in {span}: {what}.</translation>
    </message>
    <message>
        <source>Still there:</source>
        <translation>Restano:</translation>
    </message>
    <message>
        <source>Type &quot;yes&quot; to go on: </source>
        <translation>Scrivi &quot;yes&quot; per andare avanti: </translation>
    </message>
    <message>
        <source>cache</source>
        <translation>cache</translation>
    </message>
    <message>
        <source>image</source>
        <translation>immagine</translation>
    </message>
    <message>
        <source>network</source>
        <translation>rete</translation>
    </message>
    <message>
        <source>pilot</source>
        <translation>pilota</translation>
    </message>
    <message>
        <source>planctongui did not tell what came of it.</source>
        <translation>planctongui non ha detto come è andata.</translation>
    </message>
    <message>
        <source>planctongui is paused and stays so until you resume.</source>
        <translation>planctongui è in pausa e ci resta finché non riprendi.</translation>
    </message>
    <message>
        <source>All pilots end, and with them the jobs they have not finished: those go back to their head nodes. Then the images, caches and networks of planctongui are removed from the engine. Nothing else of yours is touched; settings and the record of your hours stay. planctongui is paused and starts nothing until you resume.</source>
        <translation>Tutti i piloti terminano, e con loro i lavori non finiti, che tornano ai loro head node. Poi immagini, cache e reti di planctongui vengono rimosse dal motore. Nient’altro di tuo viene toccato; restano le impostazioni e il registro delle tue ore. planctongui va in pausa e non avvia nulla finché non riprendi.</translation>
    </message>
    <message>
        <source>What is left of planctongui in the engine: nothing.</source>
        <translation>Di planctongui nel motore non resta nulla.</translation>
    </message>
</context>
<context>
    <name>Saving</name>
    <message>
        <source>Save as</source>
        <translation>Salva come</translation>
    </message>
    <message>
        <source>Saved as {file}.</source>
        <translation>Salvato come {file}.</translation>
    </message>
    <message>
        <source>{file} was not written: {why}.</source>
        <translation>{file} non è stato scritto: {why}.</translation>
    </message>
</context>
<context>
    <name>Schedule</name>
    <message>
        <source>&quot;{word}&quot; has more than two ends; separate days by commas</source>
        <translation>&quot;{word}&quot; ha più di due estremi; separa i giorni con virgole</translation>
    </message>
    <message>
        <source>&quot;{word}&quot; has no length; leave the hours out for the whole day</source>
        <translation>&quot;{word}&quot; non ha durata; per tutto il giorno ometti le ore</translation>
    </message>
    <message>
        <source>&quot;{word}&quot; is beyond the day: hours go from 00 to 24</source>
        <translation>&quot;{word}&quot; esce dal giorno: le ore vanno da 00 a 24</translation>
    </message>
    <message>
        <source>&quot;{word}&quot; is no day; there are {days} and daily</source>
        <translation>&quot;{word}&quot; non è un giorno; ci sono {days} e daily</translation>
    </message>
    <message>
        <source>&quot;{word}&quot; is no level; there are {levels}</source>
        <translation>&quot;{word}&quot; non è un livello; ci sono {levels}</translation>
    </message>
    <message>
        <source>&quot;{word}&quot; is no span of hours such as 08-18</source>
        <translation>&quot;{word}&quot; non è un intervallo di ore come 08-18</translation>
    </message>
    <message>
        <source>&quot;{word}&quot; must begin and end at full hours</source>
        <translation>&quot;{word}&quot; deve cominciare e finire a un’ora intera</translation>
    </message>
    <message>
        <source>a rule is days, hours and a level, as in &quot;{example}&quot;</source>
        <translation>una regola è fatta di giorni, ore e un livello, come in &quot;{example}&quot;</translation>
    </message>
</context>
<context>
    <name>Sensors</name>
    <message>
        <source>A desktop runs on this machine, and terminals do not show what is done on it: start planctongui in that desktop&apos;s session, or set [presence] desktops = &quot;ignore&quot;.</source>
        <translation>Su questa macchina c’è un desktop, e i terminali non mostrano che cosa vi si fa: avvia planctongui nella sessione di quel desktop, oppure in [presence] metti desktops = &quot;ignore&quot;.</translation>
    </message>
    <message>
        <source>CPU pressure</source>
        <translation>pressione sulla CPU</translation>
    </message>
    <message>
        <source>GNOME does not run here.</source>
        <translation>Qui non c’è GNOME.</translation>
    </message>
    <message>
        <source>GNOME idle monitor</source>
        <translation>inattività secondo GNOME</translation>
    </message>
    <message>
        <source>GNOME&apos;s idle monitor went away.</source>
        <translation>Il servizio di inattività di GNOME non c’è più.</translation>
    </message>
    <message>
        <source>GNOME&apos;s inhibitors</source>
        <translation>inibitori di GNOME</translation>
    </message>
    <message>
        <source>It failed ({name}: {error}).</source>
        <translation>Non è riuscito ({name}: {error}).</translation>
    </message>
    <message>
        <source>It hangs for {for_s} s.</source>
        <translation>È bloccato da {for_s} s.</translation>
    </message>
    <message>
        <source>It was not asked yet.</source>
        <translation>Non è ancora stato interrogato.</translation>
    </message>
    <message>
        <source>Log in to a session on X11, or to GNOME, KDE or sway, for pilots to run.</source>
        <translation>Accedi a una sessione X11, oppure a GNOME, KDE o sway, perché i piloti lavorino.</translation>
    </message>
    <message>
        <source>NetworkManager does not say whether the network is metered.</source>
        <translation>NetworkManager non dice se la rete è a consumo.</translation>
    </message>
    <message>
        <source>No screen saver service runs here.</source>
        <translation>Qui non c’è un servizio di salvaschermo.</translation>
    </message>
    <message>
        <source>The Wayland compositor did not answer within {limit_s} s.</source>
        <translation>Il compositor Wayland non ha risposto entro {limit_s} s.</translation>
    </message>
    <message>
        <source>The Wayland compositor does not let us in.</source>
        <translation>Il compositor Wayland non ci fa entrare.</translation>
    </message>
    <message>
        <source>The Wayland compositor refused us ({words}).</source>
        <translation>Il compositor Wayland ci ha respinti ({words}).</translation>
    </message>
    <message>
        <source>The Wayland compositor said something odd.</source>
        <translation>Il compositor Wayland ha detto qualcosa di strano.</translation>
    </message>
    <message>
        <source>The Wayland compositor stopped telling whether you are idle.</source>
        <translation>Il compositor Wayland non dice più se sei inattivo.</translation>
    </message>
    <message>
        <source>The Wayland compositor was left. {advice}</source>
        <translation>Il compositor Wayland non viene più ascoltato. {advice}</translation>
    </message>
    <message>
        <source>The Wayland compositor went away.</source>
        <translation>Il compositor Wayland non c’è più.</translation>
    </message>
    <message>
        <source>The X11 display does not let us in.</source>
        <translation>Il display X11 non ci fa entrare.</translation>
    </message>
    <message>
        <source>The display server went away.</source>
        <translation>Il server grafico non c’è più.</translation>
    </message>
    <message>
        <source>The screen saver service was left.</source>
        <translation>Il servizio di salvaschermo non viene più ascoltato.</translation>
    </message>
    <message>
        <source>The session bus</source>
        <translation>Il bus di sessione</translation>
    </message>
    <message>
        <source>The session bus is flooded with signals.</source>
        <translation>Il bus di sessione è inondato di segnali.</translation>
    </message>
    <message>
        <source>The session bus went away.</source>
        <translation>Il bus di sessione non c’è più.</translation>
    </message>
    <message>
        <source>The {bus} bus cannot be reached.</source>
        <translation>Il D-Bus «{bus}» non è raggiungibile.</translation>
    </message>
    <message>
        <source>There is a display, and terminals do not show what is done on it.</source>
        <translation>C’è un display, e i terminali non mostrano che cosa vi si fa.</translation>
    </message>
    <message>
        <source>There is no X11 display.</source>
        <translation>Non c’è un display X11.</translation>
    </message>
    <message>
        <source>There is no session bus.</source>
        <translation>Non c’è un bus di sessione.</translation>
    </message>
    <message>
        <source>This X11 display does not count idle time (counter IDLETIME).</source>
        <translation>Questo display X11 non conta l’inattività (contatore IDLETIME).</translation>
    </message>
    <message>
        <source>This X11 display has no alarms (extension SYNC).</source>
        <translation>Questo display X11 non ha allarmi (estensione SYNC).</translation>
    </message>
    <message>
        <source>This X11 display tells nobody of input (extension RECORD).</source>
        <translation>Questo display X11 non segnala mouse e tastiera a nessuno (estensione RECORD).</translation>
    </message>
    <message>
        <source>This compositor does not tell programs whether you are idle.</source>
        <translation>Questo compositor non dice ai programmi se sei inattivo.</translation>
    </message>
    <message>
        <source>This compositor has no seat, so no keyboard and no mouse.</source>
        <translation>Questo compositor non ha un seat, quindi né tastiera né mouse.</translation>
    </message>
    <message>
        <source>This is no Wayland session.</source>
        <translation>Questa non è una sessione Wayland.</translation>
    </message>
    <message>
        <source>This kernel does not tell (it needs CONFIG_PSI, psi=1).</source>
        <translation>Questo kernel non lo dice (serve CONFIG_PSI, psi=1).</translation>
    </message>
    <message>
        <source>This machine shows no temperature.</source>
        <translation>Questa macchina non mostra temperature.</translation>
    </message>
    <message>
        <source>UPower does not say whether there is mains power.</source>
        <translation>UPower non dice se c’è la corrente di rete.</translation>
    </message>
    <message>
        <source>Under Wayland, X11 sees only a part of what you type and click.</source>
        <translation>Sotto Wayland, X11 vede solo una parte di ciò che scrivi e clicchi.</translation>
    </message>
    <message>
        <source>Wayland idle notice</source>
        <translation>avviso di inattività di Wayland</translation>
    </message>
    <message>
        <source>X11 idle alarm</source>
        <translation>allarme di inattività di X11</translation>
    </message>
    <message>
        <source>a library is missing ({name}).</source>
        <translation>manca una libreria ({name}).</translation>
    </message>
    <message>
        <source>a program keeps the screen on</source>
        <translation>un programma tiene acceso lo schermo</translation>
    </message>
    <message>
        <source>battery</source>
        <translation>batteria</translation>
    </message>
    <message>
        <source>desktop&apos;s inhibitors</source>
        <translation>inibitori del desktop</translation>
    </message>
    <message>
        <source>elsewhere</source>
        <translation>altrove</translation>
    </message>
    <message>
        <source>exclusive programs</source>
        <translation>programmi esclusivi</translation>
    </message>
    <message>
        <source>free</source>
        <translation>libera</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>in uso</translation>
    </message>
    <message>
        <source>it failed ({kind}: {problem}).</source>
        <translation>non è riuscito ({kind}: {problem}).</translation>
    </message>
    <message>
        <source>it has stopped looking.</source>
        <translation>ha smesso di guardare.</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>bloccato</translation>
    </message>
    <message>
        <source>memory pressure</source>
        <translation>pressione sulla memoria</translation>
    </message>
    <message>
        <source>metered</source>
        <translation>a consumo</translation>
    </message>
    <message>
        <source>no screen of yours</source>
        <translation>nessuno schermo tuo</translation>
    </message>
    <message>
        <source>nobody from elsewhere</source>
        <translation>nessuno da fuori</translation>
    </message>
    <message>
        <source>none runs</source>
        <translation>nessuno in esecuzione</translation>
    </message>
    <message>
        <source>not locked</source>
        <translation>non bloccato</translation>
    </message>
    <message>
        <source>not looked at yet</source>
        <translation>non ancora controllato</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>non serve</translation>
    </message>
    <message>
        <source>nothing keeps the screen on</source>
        <translation>nulla tiene acceso lo schermo</translation>
    </message>
    <message>
        <source>on battery</source>
        <translation>a batteria</translation>
    </message>
    <message>
        <source>on mains</source>
        <translation>alla rete elettrica</translation>
    </message>
    <message>
        <source>or not: the look at {hanging} hangs</source>
        <translation>oppure no: il controllo di {hanging} è bloccato</translation>
    </message>
    <message>
        <source>planctongui asks again; if this stays, log out and in.</source>
        <translation>planctongui riprova da solo; se non passa, esci e accedi di nuovo.</translation>
    </message>
    <message>
        <source>planctongui cannot see whether you are here: {why}</source>
        <translation>planctongui non vede se ci sei: {why}</translation>
    </message>
    <message>
        <source>pynput cannot reach the display.</source>
        <translation>pynput non raggiunge il display.</translation>
    </message>
    <message>
        <source>remote logins</source>
        <translation>accessi remoti</translation>
    </message>
    <message>
        <source>screen saver (polled)</source>
        <translation>salvaschermo (interrogato)</translation>
    </message>
    <message>
        <source>temperature</source>
        <translation>temperatura</translation>
    </message>
    <message>
        <source>terminals</source>
        <translation>terminali</translation>
    </message>
    <message>
        <source>the listener ended without input</source>
        <translation>l’ascolto è finito senza alcun segnale</translation>
    </message>
    <message>
        <source>the screen is kept on</source>
        <translation>lo schermo è tenuto acceso</translation>
    </message>
    <message>
        <source>there is no way to look.</source>
        <translation>non c’è modo di guardare.</translation>
    </message>
    <message>
        <source>there is none: mains</source>
        <translation>non c’è: rete elettrica</translation>
    </message>
    <message>
        <source>you do not mind them</source>
        <translation>non ti importano</translation>
    </message>
    <message>
        <source>you named none</source>
        <translation>non ne hai indicati</translation>
    </message>
    <message>
        <source>{celsius} degrees</source>
        <translation>{celsius} gradi</translation>
    </message>
    <message>
        <source>{interface} went away.</source>
        <translation>{interface} non c’è più.</translation>
    </message>
    <message>
        <source>{name} is not there.</source>
        <translation>{name} non c’è.</translation>
    </message>
    <message>
        <source>{name} runs</source>
        <translation>{name} è in esecuzione</translation>
    </message>
    <message>
        <source>{percent} % of the time</source>
        <translation>{percent} % del tempo</translation>
    </message>
    <message>
        <source>{screen}, kept on by {who}</source>
        <translation>{screen}, tenuto acceso da {who}</translation>
    </message>
    <message>
        <source>{service} does not answer.</source>
        <translation>{service} non risponde.</translation>
    </message>
    <message>
        <source>{service} does not say whether the screen is kept on.</source>
        <translation>{service} non dice se lo schermo è tenuto acceso.</translation>
    </message>
    <message>
        <source>{service} is not there.</source>
        <translation>{service} non c’è.</translation>
    </message>
    <message>
        <source>{service} refuses {member}.</source>
        <translation>{service} rifiuta {member}.</translation>
    </message>
    <message>
        <source>{service} tells nonsense.</source>
        <translation>{service} dà risposte senza senso.</translation>
    </message>
    <message>
        <source>{user} from {host}</source>
        <translation>{user} da {host}</translation>
    </message>
    <message>
        <source>{who} answered something else than it should.</source>
        <translation>{who} ha risposto altro da ciò che doveva.</translation>
    </message>
    <message>
        <source>{who} answered with an error.</source>
        <translation>{who} ha risposto con un errore.</translation>
    </message>
    <message>
        <source>{who} did not answer within {limit_s} s.</source>
        <translation>{who} non ha risposto entro {limit_s} s.</translation>
    </message>
    <message>
        <source>{who} said something that cannot be read.</source>
        <translation>{who} ha detto qualcosa di illeggibile.</translation>
    </message>
    <message>
        <source>{who} told an idle time that cannot be.</source>
        <translation>{who} ha dato un’inattività impossibile.</translation>
    </message>
    <message>
        <source>a window</source>
        <translation>una finestra</translation>
    </message>
    <message>
        <source>disk</source>
        <translation>disco</translation>
    </message>
    <message>
        <source>full screen</source>
        <translation>schermo intero</translation>
    </message>
    <message>
        <source>no window fills the screen</source>
        <translation>nessuna finestra riempie lo schermo</translation>
    </message>
    <message>
        <source>you do not mind it</source>
        <translation>non ti importa</translation>
    </message>
    <message>
        <source>{name} fills the screen</source>
        <translation>{name} riempie lo schermo</translation>
    </message>
    <message>
        <source>{room} MiB free</source>
        <translation>{room} MiB liberi</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message numerus="yes">
        <source>%n held</source>
        <translation>
            <numerusform>%n fermo</numerusform>
            <numerusform>%n fermi</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n al lavoro</numerusform>
            <numerusform>%n al lavoro</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n starting</source>
        <translation>
            <numerusform>%n in avvio</numerusform>
            <numerusform>%n in avvio</numerusform>
        </translation>
    </message>
    <message>
        <source>All pilots stop at your first key or mouse move and go on once you have been still.</source>
        <translation>Tutti i piloti si fermano al tuo primo tasto o movimento del mouse e riprendono quando non tocchi nulla da un po’.</translation>
    </message>
    <message>
        <source>Asks again {when}.</source>
        <translation>Si chiede di nuovo {when}.</translation>
    </message>
    <message>
        <source>Cannot see whether you are here: {why} Nothing runs until that works.</source>
        <translation>Non si vede se ci sei: {why} Nessun pilota lavora finché non funziona.</translation>
    </message>
    <message>
        <source>Cannot see whether you are here: {why} So {goes}.</source>
        <translation>Non si vede se ci sei: {why} Perciò {goes}.</translation>
    </message>
    <message>
        <source>Contributing</source>
        <translation>Al lavoro</translation>
    </message>
    <message>
        <source>Contributing on up to {cores}.</source>
        <translation>Al lavoro su un massimo di {cores}.</translation>
    </message>
    <message numerus="yes">
        <source>Contributing with %n pilot(s) on up to {cores}.</source>
        <translation>
            <numerusform>Al lavoro con %n pilota su un massimo di {cores}.</numerusform>
            <numerusform>Al lavoro con %n piloti su un massimo di {cores}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Contributing: you are here, so {goes}.</source>
        <translation>Al lavoro: ci sei, perciò {goes}.</translation>
    </message>
    <message>
        <source>Contributing: {why}, so {goes}.</source>
        <translation>Al lavoro: {why}, perciò {goes}.</translation>
    </message>
    <message>
        <source>Dedicated: all cores go on</source>
        <translation>Dedicato: tutti i core vanno avanti</translation>
    </message>
    <message>
        <source>Ending pilots that cannot be held.</source>
        <translation>Si terminano i piloti che non si riesce a fermare.</translation>
    </message>
    <message>
        <source>Ending pilots that did not end when asked.</source>
        <translation>Si terminano i piloti che non hanno smesso quando richiesto.</translation>
    </message>
    <message>
        <source>Ending pilots that have no job.</source>
        <translation>Si terminano i piloti senza lavoro.</translation>
    </message>
    <message>
        <source>Ending pilots that have run their full time.</source>
        <translation>Si terminano i piloti arrivati a fine turno.</translation>
    </message>
    <message>
        <source>Ending pilots that were held for too long.</source>
        <translation>Si terminano i piloti rimasti fermi troppo a lungo.</translation>
    </message>
    <message>
        <source>Ending pilots: your programs need the memory.</source>
        <translation>Si terminano dei piloti: ai tuoi programmi serve la memoria.</translation>
    </message>
    <message>
        <source>Finished: all jobs are done, no new ones start.</source>
        <translation>Finito: tutti i lavori sono conclusi, non ne partono altri.</translation>
    </message>
    <message>
        <source>Finishing: the current jobs may end, no new ones start.</source>
        <translation>In chiusura: i lavori in corso possono finire, non ne partono altri.</translation>
    </message>
    <message>
        <source>Finishing: the job of the last pilot may end, no new ones start.</source>
        <translation>In chiusura: il lavoro dell’ultimo pilota può finire, non ne partono altri.</translation>
    </message>
    <message numerus="yes">
        <source>Finishing: the jobs of %n pilot(s) may end, no new ones start.</source>
        <translation>
            <numerusform>In chiusura: il lavoro di %n pilota può finire, non ne partono altri.</numerusform>
            <numerusform>In chiusura: i lavori di %n piloti possono finire, non ne partono altri.</numerusform>
        </translation>
    </message>
    <message>
        <source>For machines that nobody sits at: neither your input nor your programs stop a pilot.</source>
        <translation>Per macchine a cui non siede nessuno: né mouse e tastiera né i tuoi programmi fermano un pilota.</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>ven</translation>
    </message>
    <message>
        <source>Generous: all cores but one go on</source>
        <translation>Generoso: tutti i core tranne uno vanno avanti</translation>
    </message>
    <message>
        <source>Half of the cores, rounded down. All stop when your programs need the CPU.</source>
        <translation>Metà dei core, arrotondata per difetto. Si fermano tutti quando ai tuoi programmi serve la CPU.</translation>
    </message>
    <message>
        <source>Held for a film, a call or a presentation ({detail}). Resumes when it ends.</source>
        <translation>Fermi per un film, una chiamata o una presentazione ({detail}). Si riprende quando finisce.</translation>
    </message>
    <message>
        <source>Held for a film, a call or a presentation. Resumes when it ends.</source>
        <translation>Fermi per un film, una chiamata o una presentazione. Si riprende quando finisce.</translation>
    </message>
    <message>
        <source>Held for a program beside which you want nothing. Resumes when it ends.</source>
        <translation>Fermi per un programma accanto al quale non vuoi nulla. Si riprende quando finisce.</translation>
    </message>
    <message>
        <source>Held: somebody is logged in from elsewhere ({detail}). Resumes soon after their last key.</source>
        <translation>Fermi: qualcuno è collegato da fuori ({detail}). Si riprende poco dopo il suo ultimo tasto.</translation>
    </message>
    <message>
        <source>Held: somebody is logged in from elsewhere. Resumes soon after their last key.</source>
        <translation>Fermi: qualcuno è collegato da fuori. Si riprende poco dopo il suo ultimo tasto.</translation>
    </message>
    <message>
        <source>Held: the computer is going to sleep. Resumes after it.</source>
        <translation>Fermi: il computer va in sospensione. Si riprende al risveglio.</translation>
    </message>
    <message>
        <source>Held: the computer is hot ({detail}). Resumes when it has cooled.</source>
        <translation>Fermi: il computer è caldo ({detail}). Si riprende quando si è raffreddato.</translation>
    </message>
    <message>
        <source>Held: the computer is hot. Resumes when it has cooled.</source>
        <translation>Fermi: il computer è caldo. Si riprende quando si è raffreddato.</translation>
    </message>
    <message>
        <source>Held: the computer runs on battery ({detail}). Resumes on mains.</source>
        <translation>Fermi: il computer va a batteria ({detail}). Si riprende con la rete elettrica.</translation>
    </message>
    <message>
        <source>Held: the computer runs on battery. Resumes on mains.</source>
        <translation>Fermi: il computer va a batteria. Si riprende con la rete elettrica.</translation>
    </message>
    <message>
        <source>Held: the cores you allow ({count}) are needed by your own programs.</source>
        <translation>Fermi: i core che concedi ({count}) servono ai tuoi programmi.</translation>
    </message>
    <message>
        <source>Held: the network is metered. Resumes on another one.</source>
        <translation>Fermi: la rete è a consumo. Si riprende su un’altra.</translation>
    </message>
    <message>
        <source>Held: your programs need the CPU. Resumes in {seconds} s if they stay calm.</source>
        <translation>Fermi: ai tuoi programmi serve la CPU. Si riprende tra {seconds} s se restano tranquilli.</translation>
    </message>
    <message>
        <source>Held: your programs need the CPU. Resumes soon if they stay calm.</source>
        <translation>Fermi: ai tuoi programmi serve la CPU. Si riprende presto se restano tranquilli.</translation>
    </message>
    <message>
        <source>Held: your programs wait for memory ({detail}). Resumes when they do not.</source>
        <translation>Fermi: i tuoi programmi aspettano memoria ({detail}). Si riprende quando non l’aspettano più.</translation>
    </message>
    <message>
        <source>Held: your programs wait for memory. Resumes when they do not.</source>
        <translation>Fermi: i tuoi programmi aspettano memoria. Si riprende quando non l’aspettano più.</translation>
    </message>
    <message>
        <source>Held: {detail} runs, and you want nothing beside it. Resumes when it ends.</source>
        <translation>Fermi: c’è {detail}, e non vuoi nulla accanto. Si riprende quando finisce.</translation>
    </message>
    <message>
        <source>It cost you {delay} today.</source>
        <translation>Oggi ti è costato {delay}.</translation>
    </message>
    <message>
        <source>Making room for you</source>
        <translation>Ti fa spazio</translation>
    </message>
    <message>
        <source>Mon</source>
        <translation>lun</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>Serve attenzione</translation>
    </message>
    <message>
        <source>One core stays yours, and your programs get back as many more as they use.</source>
        <translation>Un core resta tuo, e i tuoi programmi ne riottengono quanti ne usano.</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>In pausa</translation>
    </message>
    <message>
        <source>Paused by you until you resume.</source>
        <translation>In pausa per tua scelta, finché non riprendi.</translation>
    </message>
    <message>
        <source>Paused by you {until}.</source>
        <translation>In pausa per tua scelta {until}.</translation>
    </message>
    <message>
        <source>Paused by your schedule {until}.</source>
        <translation>In pausa per il tuo orario {until}.</translation>
    </message>
    <message>
        <source>Paused by your schedule.</source>
        <translation>In pausa per il tuo orario.</translation>
    </message>
    <message>
        <source>Paused: you allow no cores. Choose at least one to contribute.</source>
        <translation>In pausa: non concedi alcun core. Scegline almeno uno per contribuire.</translation>
    </message>
    <message>
        <source>Paused: you are using the computer. Resumes soon after your last input.</source>
        <translation>In pausa: stai usando il computer. Si riprende poco dopo il tuo ultimo gesto.</translation>
    </message>
    <message>
        <source>Paused: you are using the computer. Resumes {seconds} s after your last input.</source>
        <translation>In pausa: stai usando il computer. Si riprende {seconds} s dopo il tuo ultimo gesto.</translation>
    </message>
    <message>
        <source>Pilots cannot be started</source>
        <translation>Non è possibile avviare piloti</translation>
    </message>
    <message>
        <source>Quiet: everything stops</source>
        <translation>Silenzioso: tutto si ferma</translation>
    </message>
    <message>
        <source>Quitting.</source>
        <translation>In uscita.</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>sab</translation>
    </message>
    <message>
        <source>Share: half of the cores go on</source>
        <translation>Condiviso: metà dei core va avanti</translation>
    </message>
    <message>
        <source>Something went wrong inside planctongui</source>
        <translation>Qualcosa è andato storto dentro planctongui</translation>
    </message>
    <message>
        <source>Starting pilots.</source>
        <translation>Piloti in avvio.</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>dom</translation>
    </message>
    <message>
        <source>That is more than the {budget} s you allow: until midnight it keeps to {rung} and it waits {calm} s after your last input.</source>
        <translation>È più dei {budget} s che concedi: fino a mezzanotte si resta su «{rung}» e si aspettano {calm} s dopo il tuo ultimo gesto.</translation>
    </message>
    <message>
        <source>That is more than the {budget} s you allow: until midnight it keeps to {rung}.</source>
        <translation>È più dei {budget} s che concedi: fino a mezzanotte si resta su «{rung}».</translation>
    </message>
    <message>
        <source>That is more than the {budget} s you allow: until midnight it waits {calm} s after your last input.</source>
        <translation>È più dei {budget} s che concedi: fino a mezzanotte si aspettano {calm} s dopo il tuo ultimo gesto.</translation>
    </message>
    <message>
        <source>The last pilots failed.</source>
        <translation>Gli ultimi piloti sono falliti.</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>gio</translation>
    </message>
    <message>
        <source>Tries again {when}.</source>
        <translation>Si riprova {when}.</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>mar</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>In attesa</translation>
    </message>
    <message>
        <source>Waiting: no head node is on. Add one, or mend its file.</source>
        <translation>In attesa: nessun head node è attivo. Aggiungine uno, o correggi il suo file.</translation>
    </message>
    <message>
        <source>Waiting: there is no work just now.</source>
        <translation>In attesa: adesso non c’è lavoro.</translation>
    </message>
    <message>
        <source>Waiting: too little memory is free for another pilot.</source>
        <translation>In attesa: la memoria libera non basta per un altro pilota.</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>mer</translation>
    </message>
    <message>
        <source>What it cost you today is not known yet.</source>
        <translation>Quanto ti è costato oggi non si sa ancora.</translation>
    </message>
    <message>
        <source>What it cost you today is not known: nothing here tells how long programs wait.</source>
        <translation>Quanto ti è costato oggi non si sa: qui nulla dice quanto aspettano i programmi.</translation>
    </message>
    <message>
        <source>Your schedule says {level} {until}, whatever is chosen here.</source>
        <translation>Il tuo orario dice «{level}» {until}, qualunque sia la scelta qui.</translation>
    </message>
    <message>
        <source>Your schedule says {level}, whatever is chosen here.</source>
        <translation>Il tuo orario dice «{level}», qualunque sia la scelta qui.</translation>
    </message>
    <message>
        <source>Your settings cannot be read. Nothing runs until they can.</source>
        <translation>Le tue impostazioni non si possono leggere. Nessun pilota lavora fino ad allora.</translation>
    </message>
    <message>
        <source>a day too far away to name</source>
        <translation>in un giorno troppo lontano per dirlo</translation>
    </message>
    <message>
        <source>a film, a call or a presentation</source>
        <translation>un film, una chiamata o una presentazione</translation>
    </message>
    <message>
        <source>a program beside which you want nothing</source>
        <translation>un programma accanto al quale non vuoi nulla</translation>
    </message>
    <message>
        <source>an error inside planctongui</source>
        <translation>un errore dentro planctongui</translation>
    </message>
    <message>
        <source>at {time}</source>
        <translation>alle {time}</translation>
    </message>
    <message>
        <source>cannot see whether you are here</source>
        <translation>non si vede se ci sei</translation>
    </message>
    <message>
        <source>contributing</source>
        <translation>al lavoro</translation>
    </message>
    <message>
        <source>dedicated</source>
        <comment>level</comment>
        <translation>dedicato</translation>
    </message>
    <message>
        <source>dedicated: all cores go on</source>
        <translation>dedicato: tutti i core vanno avanti</translation>
    </message>
    <message>
        <source>end {pilot}: {why}</source>
        <translation>termina {pilot}: {why}</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>finito</translation>
    </message>
    <message>
        <source>finishing</source>
        <translation>in chiusura</translation>
    </message>
    <message>
        <source>generous</source>
        <comment>level</comment>
        <translation>generoso</translation>
    </message>
    <message>
        <source>generous: all cores but one go on</source>
        <translation>generoso: tutti i core tranne uno vanno avanti</translation>
    </message>
    <message>
        <source>hold {pilot}: {why}</source>
        <translation>ferma {pilot}: {why}</translation>
    </message>
    <message>
        <source>it cannot be held</source>
        <translation>non si riesce a fermarlo</translation>
    </message>
    <message>
        <source>it did not end when asked</source>
        <translation>non ha smesso quando richiesto</translation>
    </message>
    <message>
        <source>it has no job</source>
        <translation>non ha lavoro</translation>
    </message>
    <message>
        <source>it has run its full time</source>
        <translation>è arrivato a fine turno</translation>
    </message>
    <message>
        <source>it was held for too long to be of use</source>
        <translation>è rimasto fermo troppo a lungo per essere utile</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>un attimo fa</translation>
    </message>
    <message>
        <source>kill {pilot}: {why}</source>
        <translation>uccidi {pilot}: {why}</translation>
    </message>
    <message>
        <source>last input {ago} ({source})</source>
        <translation>ultimo gesto {ago} ({source})</translation>
    </message>
    <message>
        <source>less than {seconds} s</source>
        <translation>meno di {seconds} s</translation>
    </message>
    <message>
        <source>let {pilot} breathe</source>
        <translation>fai respirare {pilot}</translation>
    </message>
    <message>
        <source>more cores in use than allowed now</source>
        <translation>più core in uso di quelli concessi ora</translation>
    </message>
    <message>
        <source>no head node is on</source>
        <translation>nessun head node è attivo</translation>
    </message>
    <message>
        <source>no source of your input works here</source>
        <translation>qui nessuna fonte vede mouse e tastiera</translation>
    </message>
    <message>
        <source>none</source>
        <comment>pilots</comment>
        <translation>nessuno</translation>
    </message>
    <message>
        <source>not visible: {why}</source>
        <translation>non si vede: {why}</translation>
    </message>
    <message>
        <source>nothing: as chosen above</source>
        <translation>nulla: come scelto sopra</translation>
    </message>
    <message>
        <source>off</source>
        <comment>level</comment>
        <translation>spento</translation>
    </message>
    <message>
        <source>off: nothing runs, even while you are away</source>
        <translation>spento: tutto fermo, anche quando non ci sei</translation>
    </message>
    <message>
        <source>on {date} at {time}</source>
        <translation>il {date} alle {time}</translation>
    </message>
    <message>
        <source>on {day} at {time}</source>
        <comment>weekday</comment>
        <translation>{day} alle {time}</translation>
    </message>
    <message>
        <source>only {cores} go on</source>
        <translation>vanno avanti solo {cores}</translation>
    </message>
    <message>
        <source>only {cores} goes on</source>
        <translation>va avanti solo {cores}</translation>
    </message>
    <message>
        <source>paused by you</source>
        <translation>in pausa per tua scelta</translation>
    </message>
    <message>
        <source>paused by your schedule</source>
        <translation>in pausa per il tuo orario</translation>
    </message>
    <message>
        <source>quiet</source>
        <comment>level</comment>
        <translation>silenzioso</translation>
    </message>
    <message>
        <source>quiet: everything stops while you are here</source>
        <translation>silenzioso: tutto si ferma mentre ci sei</translation>
    </message>
    <message>
        <source>reap {pilot}</source>
        <translation>raccogli {pilot}</translation>
    </message>
    <message>
        <source>release {pilot}</source>
        <translation>lascia andare {pilot}</translation>
    </message>
    <message>
        <source>share</source>
        <comment>level</comment>
        <translation>condiviso</translation>
    </message>
    <message>
        <source>share: half of the cores go on</source>
        <translation>condiviso: metà dei core va avanti</translation>
    </message>
    <message>
        <source>somebody is logged in from elsewhere</source>
        <translation>qualcuno è collegato da fuori</translation>
    </message>
    <message>
        <source>start a pilot for {head_node}</source>
        <translation>avvia un pilota per {head_node}</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>in avvio</translation>
    </message>
    <message>
        <source>the computer is going to sleep</source>
        <translation>il computer va in sospensione</translation>
    </message>
    <message>
        <source>the computer is hot</source>
        <translation>il computer è caldo</translation>
    </message>
    <message>
        <source>the computer runs on battery</source>
        <translation>il computer va a batteria</translation>
    </message>
    <message>
        <source>the engine does not answer</source>
        <translation>il motore non risponde</translation>
    </message>
    <message>
        <source>the last pilots failed</source>
        <translation>gli ultimi piloti sono falliti</translation>
    </message>
    <message>
        <source>the network is metered</source>
        <translation>la rete è a consumo</translation>
    </message>
    <message>
        <source>the program quits</source>
        <translation>il programma si chiude</translation>
    </message>
    <message>
        <source>there is no work</source>
        <translation>non c’è lavoro</translation>
    </message>
    <message>
        <source>tomorrow at {time}</source>
        <translation>domani alle {time}</translation>
    </message>
    <message>
        <source>tomorrow {time}</source>
        <translation>domani alle {time}</translation>
    </message>
    <message>
        <source>too little memory is free</source>
        <translation>la memoria libera non basta</translation>
    </message>
    <message>
        <source>until tomorrow {time}</source>
        <translation>fino a domani alle {time}</translation>
    </message>
    <message>
        <source>until {date} {time}</source>
        <translation>fino al {date} alle {time}</translation>
    </message>
    <message>
        <source>until {day} {time}</source>
        <comment>weekday</comment>
        <translation>fino a {day} alle {time}</translation>
    </message>
    <message>
        <source>until {time}</source>
        <translation>fino alle {time}</translation>
    </message>
    <message>
        <source>within a minute</source>
        <translation>entro un minuto</translation>
    </message>
    <message>
        <source>you allow no cores</source>
        <translation>non concedi alcun core</translation>
    </message>
    <message>
        <source>you are here, and only some cores go on</source>
        <translation>ci sei, e solo alcuni core vanno avanti</translation>
    </message>
    <message>
        <source>you are using the computer</source>
        <translation>stai usando il computer</translation>
    </message>
    <message>
        <source>your programs need the CPU</source>
        <translation>ai tuoi programmi serve la CPU</translation>
    </message>
    <message>
        <source>your programs need the memory</source>
        <translation>ai tuoi programmi serve la memoria</translation>
    </message>
    <message>
        <source>your programs wait for memory</source>
        <translation>i tuoi programmi aspettano memoria</translation>
    </message>
    <message>
        <source>your settings cannot be read</source>
        <translation>le tue impostazioni non si possono leggere</translation>
    </message>
    <message numerus="yes">
        <source>{count} of %n core(s)</source>
        <translation>
            <numerusform>{count} core su %n</numerusform>
            <numerusform>{count} core su %n</numerusform>
        </translation>
    </message>
    <message>
        <source>{detail}, last seen {ago}</source>
        <translation>{detail}, visto l’ultima volta {ago}</translation>
    </message>
    <message>
        <source>{span} ago</source>
        <translation>{span} fa</translation>
    </message>
    <message>
        <source>{trouble}. Goes on by itself once that is solved.</source>
        <translation>{trouble}. Si riprende automaticamente appena è risolto.</translation>
    </message>
    <message>
        <source>{trouble}. Nothing runs until that is over.</source>
        <translation>{trouble}. Nessun pilota lavora finché non passa.</translation>
    </message>
    <message>
        <source>{year}-{month}-{day}</source>
        <translation>{day}/{month}/{year}</translation>
    </message>
    <message>
        <source>.</source>
        <comment>decimal mark</comment>
        <translation>,</translation>
    </message>
    <message>
        <source>Ending the pilot you stopped.</source>
        <translation>Si termina il pilota che hai fermato.</translation>
    </message>
    <message>
        <source>Removing everything: pilots end, then images and caches go.</source>
        <translation>Si rimuove tutto: i piloti terminano, poi se ne vanno immagini e cache.</translation>
    </message>
    <message>
        <source>everything is removed</source>
        <translation>si rimuove tutto</translation>
    </message>
    <message>
        <source>you stopped it</source>
        <translation>l’hai fermato tu</translation>
    </message>
    <message>
        <source>Held: programs wait for the CPU ({detail}). Resumes within a minute after.</source>
        <translation>Fermi: dei programmi aspettano la CPU ({detail}). Si riprende entro un minuto da quando smettono.</translation>
    </message>
    <message>
        <source>Held: programs wait for the CPU. Resumes within a minute after.</source>
        <translation>Fermi: dei programmi aspettano la CPU. Si riprende entro un minuto da quando smettono.</translation>
    </message>
    <message>
        <source>Held: the disk is nearly full ({detail}). Resumes when there is room.</source>
        <translation>Fermi: il disco è quasi pieno ({detail}). Si riprende quando c’è spazio.</translation>
    </message>
    <message>
        <source>Held: the disk is nearly full. Resumes when there is room.</source>
        <translation>Fermi: il disco è quasi pieno. Si riprende quando c’è spazio.</translation>
    </message>
    <message>
        <source>programs wait for the CPU</source>
        <translation>dei programmi aspettano la CPU</translation>
    </message>
    <message>
        <source>the disk is nearly full</source>
        <translation>il disco è quasi pieno</translation>
    </message>
    <message>
        <source>{detail}, last heard of {ago}</source>
        <translation>{detail}, ultimo segno di vita {ago}</translation>
    </message>
    <message>
        <source>Pilots start once it is there.</source>
        <translation>I piloti partono quando è pronta.</translation>
    </message>
    <message>
        <source>Preparing the pilot image.</source>
        <translation>Si prepara l’immagine dei piloti.</translation>
    </message>
    <message>
        <source>Pulling the pilot image for {head_node}.</source>
        <translation>Si scarica l’immagine dei piloti per {head_node}.</translation>
    </message>
    <message>
        <source>Pulling the pilot image for {head_node}: {done} of {total} MB.</source>
        <translation>Si scarica l’immagine dei piloti per {head_node}: {done} MB su {total}.</translation>
    </message>
    <message>
        <source>the pilot image is being prepared</source>
        <translation>si prepara l’immagine dei piloti</translation>
    </message>
    <message>
        <source>It cost you nothing today.</source>
        <translation>Oggi non ti è costato nulla.</translation>
    </message>
    <message>
        <source>If you trust it, allow it on the page Head nodes.</source>
        <translation>Se ti fidi, consentila nella pagina Head node.</translation>
    </message>
    <message>
        <source>Waiting: you have not allowed the image of any head node.</source>
        <translation>In attesa: non hai consentito l’immagine di nessun head node.</translation>
    </message>
    <message>
        <source>Waiting: you have not allowed the image {image}.</source>
        <translation>In attesa: non hai consentito l’immagine {image}.</translation>
    </message>
    <message>
        <source>you have not allowed its image</source>
        <translation>non hai consentito la sua immagine</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source> or </source>
        <translation> o </translation>
    </message>
    <message>
        <source>, line {line}</source>
        <translation>, riga {line}</translation>
    </message>
    <message>
        <source>Did you mean &quot;{near}&quot;?</source>
        <translation>Intendevi &quot;{near}&quot;?</translation>
    </message>
    <message>
        <source>It belongs into the section [{elsewhere}].</source>
        <translation>Va nella sezione [{elsewhere}].</translation>
    </message>
    <message>
        <source>Known here: {here}.</source>
        <translation>Qui sono ammessi: {here}.</translation>
    </message>
    <message>
        <source>MiB</source>
        <translation>MiB</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Non è stato cambiato nulla.</translation>
    </message>
    <message>
        <source>The setting {name} could not be changed</source>
        <translation>Non è stato possibile cambiare l’impostazione {name}</translation>
    </message>
    <message>
        <source>The setting {name} is a section</source>
        <translation>L’impostazione {name} è una sezione</translation>
    </message>
    <message>
        <source>The setting {name} is not possible</source>
        <translation>L’impostazione {name} non è valida</translation>
    </message>
    <message>
        <source>The settings are a folder</source>
        <translation>Le impostazioni sono una cartella</translation>
    </message>
    <message>
        <source>The settings are not TOML</source>
        <translation>Le impostazioni non sono TOML</translation>
    </message>
    <message>
        <source>The settings are not readable text</source>
        <translation>Le impostazioni non sono testo leggibile</translation>
    </message>
    <message>
        <source>The settings are read-only</source>
        <translation>Le impostazioni sono di sola lettura</translation>
    </message>
    <message>
        <source>The settings cannot be read</source>
        <translation>Le impostazioni non si possono leggere</translation>
    </message>
    <message>
        <source>The settings cannot be written</source>
        <translation>Le impostazioni non si possono scrivere</translation>
    </message>
    <message>
        <source>There is no setting {name}</source>
        <translation>Non esiste l’impostazione {name}</translation>
    </message>
    <message>
        <source>There is no setting {section}.{key}</source>
        <translation>Non esiste l’impostazione {section}.{key}</translation>
    </message>
    <message>
        <source>Until it is mended, the last good settings hold (the defaults if there were none).</source>
        <translation>Finché non è corretto, valgono le ultime impostazioni buone (quelle predefinite se non ce n’erano).</translation>
    </message>
    <message>
        <source>a list of texts such as [&quot;{example}&quot;]</source>
        <translation>un elenco di testi come [&quot;{example}&quot;]</translation>
    </message>
    <message>
        <source>a newer program wrote this file</source>
        <translation>questo file è stato scritto da un programma più recente</translation>
    </message>
    <message>
        <source>a number from {lowest} to {highest}{unit}</source>
        <translation>un numero da {lowest} a {highest}{unit}</translation>
    </message>
    <message>
        <source>a number of thousands of digits</source>
        <translation>un numero di migliaia di cifre</translation>
    </message>
    <message>
        <source>a text in quotes</source>
        <translation>un testo tra virgolette</translation>
    </message>
    <message>
        <source>a whole number from {lowest} to {highest}{unit}</source>
        <translation>un numero intero da {lowest} a {highest}{unit}</translation>
    </message>
    <message>
        <source>cores</source>
        <translation>core</translation>
    </message>
    <message>
        <source>degrees</source>
        <translation>gradi</translation>
    </message>
    <message>
        <source>jobs</source>
        <translation>lavori</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>numeri</translation>
    </message>
    <message>
        <source>percent</source>
        <translation>per cento</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>secondi</translation>
    </message>
    <message>
        <source>this machine has {cores}</source>
        <translation>questa macchina ne ha {cores}</translation>
    </message>
    <message>
        <source>{path} is written in a way that cannot be changed safely. Change it with an editor; nothing was written.</source>
        <translation>{path} è scritto in un modo che non si può cambiare con sicurezza. Cambialo con un editor; nulla è stato scritto.</translation>
    </message>
    <message>
        <source>{path} must be a file. Move the folder away.</source>
        <translation>{path} deve essere un file. Sposta altrove la cartella.</translation>
    </message>
    <message>
        <source>{path}, line {line}: save the file as UTF-8. {kept}</source>
        <translation>{path}, riga {line}: salva il file in UTF-8. {kept}</translation>
    </message>
    <message>
        <source>{path}, line {number}: {what}. {kept}</source>
        <translation>{path}, riga {number}: {what}. {kept}</translation>
    </message>
    <message>
        <source>{path}: allow writing, or use an editor.</source>
        <translation>{path}: permetti la scrittura, o usa un editor.</translation>
    </message>
    <message>
        <source>{path}: too deeply nested. {kept}</source>
        <translation>{path}: annidato troppo in profondità. {kept}</translation>
    </message>
    <message>
        <source>{path}: {strerror}. Make the file readable for yourself. {kept}</source>
        <translation>{path}: {strerror}. Rendi il file leggibile per te. {kept}</translation>
    </message>
    <message>
        <source>{path}: {strerror}. The file is as it was before.</source>
        <translation>{path}: {strerror}. Il file è come prima.</translation>
    </message>
    <message>
        <source>{path}{line}: &quot;{key}&quot; is not known. {hint} {kept}</source>
        <translation>{path}{line}: &quot;{key}&quot; è un nome sconosciuto. {hint} {kept}</translation>
    </message>
    <message>
        <source>{path}{line}: write [{name}] on a line of its own, and its keys below. {kept}</source>
        <translation>{path}{line}: scrivi [{name}] su una riga a sé, e sotto le sue chiavi. {kept}</translation>
    </message>
    <message>
        <source>{path}{line}: {value} is not {allowed}. {kept}</source>
        <translation>{path}{line}: {value} non è {allowed}. {kept}</translation>
    </message>
    <message>
        <source>{value} is not {allowed}.</source>
        <translation>{value} non è {allowed}.</translation>
    </message>
    <message>
        <source>{words} or a number from {lowest} to {highest}{unit}</source>
        <translation>{words} o un numero da {lowest} a {highest}{unit}</translation>
    </message>
    <message>
        <source>grams per kWh</source>
        <translation>grammi per kWh</translation>
    </message>
    <message>
        <source>watts</source>
        <translation>watt</translation>
    </message>
    <message>
        <source>GB</source>
        <translation>GB</translation>
    </message>
</context>
<context>
    <name>Shelf</name>
    <message>
        <source>Its file may have been removed meanwhile.</source>
        <translation>Forse il suo file è stato tolto nel frattempo.</translation>
    </message>
    <message>
        <source>Remove it first, or choose another name.</source>
        <translation>Prima toglilo, o scegli un altro nome.</translation>
    </message>
    <message>
        <source>Save it as UTF-8.</source>
        <translation>Salvalo in UTF-8.</translation>
    </message>
    <message>
        <source>The file of a head node cannot be read or written</source>
        <translation>Il file di un head node non si può leggere o scrivere</translation>
    </message>
    <message>
        <source>The file of a head node is not readable text</source>
        <translation>Il file di un head node non è testo leggibile</translation>
    </message>
    <message>
        <source>There is a head node {name} already</source>
        <translation>C’è già un head node {name}</translation>
    </message>
    <message>
        <source>There is no head node {name}</source>
        <translation>Non c’è un head node {name}</translation>
    </message>
    <message>
        <source>Use up to 32 letters, digits, - and _.</source>
        <translation>Usa al massimo 32 lettere, cifre, - e _.</translation>
    </message>
    <message>
        <source>{name} cannot be a head node&apos;s name</source>
        <translation>{name} non può essere il nome di un head node</translation>
    </message>
</context>
<context>
    <name>Snooze</name>
    <message>
        <source>1 hour</source>
        <translation>1 ora</translation>
    </message>
    <message>
        <source>15 minutes</source>
        <translation>15 minuti</translation>
    </message>
    <message>
        <source>Until I resume</source>
        <translation>Finché non riprendo</translation>
    </message>
    <message>
        <source>Until tomorrow 8:00</source>
        <translation>Fino a domani alle 8:00</translation>
    </message>
    <message>
        <source>3 hours</source>
        <translation>3 ore</translation>
    </message>
</context>
<context>
    <name>Sources</name>
    <message>
        <source>&amp;Test what sees you</source>
        <translation>Prova c&amp;he cosa ti vede</translation>
    </message>
    <message>
        <source>Keep your hands off for some seconds, then move the mouse or press a key.</source>
        <translation>Togli le mani per qualche secondo, poi muovi il mouse o premi un tasto.</translation>
    </message>
    <message>
        <source>No source saw any input. If you gave some, pilots would not stop for you: pause them.</source>
        <translation>Nessuna fonte ha visto qualcosa. Se hai toccato mouse o tastiera, i piloti non si fermerebbero per te: mettili in pausa.</translation>
    </message>
    <message>
        <source>What saw you</source>
        <translation>Che cosa ti ha visto</translation>
    </message>
    <message>
        <source>{source} saw you: {when}</source>
        <translation>{source} ti ha visto: {when}</translation>
    </message>
</context>
<context>
    <name>Test</name>
    <message>
        <source>It does not answer: a firewall may be in between.</source>
        <translation>Non risponde: forse c’è di mezzo un firewall.</translation>
    </message>
    <message>
        <source>It left no word of why.</source>
        <translation>Non ha detto perché.</translation>
    </message>
    <message numerus="yes">
        <source>It was stopped after %n second(s); the job is given out again.</source>
        <translation>
            <numerusform>È stato fermato dopo %n secondo; il lavoro viene riassegnato.</numerusform>
            <numerusform>È stato fermato dopo %n secondi; il lavoro viene riassegnato.</numerusform>
        </translation>
    </message>
    <message>
        <source>No such machine is known here: check the name and the network.</source>
        <translation>Qui nessuna macchina ha questo nome: controlla il nome e la rete.</translation>
    </message>
    <message>
        <source>Nothing went wrong so far, but no job was done either.</source>
        <translation>Finora nulla è andato storto, ma nemmeno è stato fatto un lavoro.</translation>
    </message>
    <message numerus="yes">
        <source>One pilot of {name} runs now, for %n minute(s) at most, also while you are here.</source>
        <translation>
            <numerusform>Ora lavora un pilota di {name}, per %n minuto al massimo, anche mentre ci sei.</numerusform>
            <numerusform>Ora lavora un pilota di {name}, per %n minuti al massimo, anche mentre ci sei.</numerusform>
        </translation>
    </message>
    <message>
        <source>Raise memory_mb in [pilots] of the settings file.</source>
        <translation>Aumenta memory_mb in [pilots] nel file delle impostazioni.</translation>
    </message>
    <message>
        <source>Test it again.</source>
        <translation>Provalo di nuovo.</translation>
    </message>
    <message>
        <source>The address {address} of {name} is not reachable</source>
        <translation>L’indirizzo {address} di {name} non è raggiungibile</translation>
    </message>
    <message>
        <source>The file of {name} changed during the test.</source>
        <translation>Il file di {name} è cambiato durante la prova.</translation>
    </message>
    <message>
        <source>The system says: {words}.</source>
        <translation>Il sistema dice: {words}.</translation>
    </message>
    <message>
        <source>The test of {name} could not be made.</source>
        <translation>La prova di {name} non è stata possibile.</translation>
    </message>
    <message>
        <source>The test of {name} was called off.</source>
        <translation>La prova di {name} è stata annullata.</translation>
    </message>
    <message>
        <source>The test pilot of {name} ended at once.</source>
        <translation>Il pilota di prova di {name} è terminato subito.</translation>
    </message>
    <message numerus="yes">
        <source>The test pilot of {name} failed after %n second(s).</source>
        <translation>
            <numerusform>Il pilota di prova di {name} è fallito dopo %n secondo.</numerusform>
            <numerusform>Il pilota di prova di {name} è fallito dopo %n secondi.</numerusform>
        </translation>
    </message>
    <message>
        <source>The test pilot of {name} needed more memory than it may use.</source>
        <translation>Il pilota di prova di {name} ha avuto bisogno di più memoria di quella concessa.</translation>
    </message>
    <message numerus="yes">
        <source>The test pilot of {name} ran for %n second(s) and was then stopped.</source>
        <translation>
            <numerusform>Il pilota di prova di {name} ha lavorato %n secondo e poi è stato fermato.</numerusform>
            <numerusform>Il pilota di prova di {name} ha lavorato %n secondi e poi è stato fermato.</numerusform>
        </translation>
    </message>
    <message>
        <source>The test pilot reached {name}, but no job waits there now.</source>
        <translation>Il pilota di prova ha raggiunto {name}, ma ora lì non c’è lavoro.</translation>
    </message>
    <message>
        <source>This is no machine&apos;s name.</source>
        <translation>Questo non è il nome di una macchina.</translation>
    </message>
    <message numerus="yes">
        <source>{name} works: the test pilot did a job in %n second(s).</source>
        <translation>
            <numerusform>{name} funziona: il pilota di prova ha fatto un lavoro in %n secondo.</numerusform>
            <numerusform>{name} funziona: il pilota di prova ha fatto un lavoro in %n secondi.</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} works: the test pilot got a job.</source>
        <translation>{name} funziona: il pilota di prova ha avuto un lavoro.</translation>
    </message>
</context>
<context>
    <name>Token</name>
    <message>
        <source>{identity} of the pool {pool}, until {until}</source>
        <translation>{identity} del pool {pool}, valido fino al {until}</translation>
    </message>
    <message>
        <source>{identity} of the pool {pool}; it does not expire</source>
        <translation>{identity} del pool {pool}; non scade</translation>
    </message>
    <message>
        <source>A part of it is damaged.</source>
        <translation>Una sua parte è danneggiata.</translation>
    </message>
    <message>
        <source>Ask the pool&apos;s administrator for a new one, made with: {command}.</source>
        <translation>Chiedine uno nuovo all’amministratore del pool, creato con: {command}.</translation>
    </message>
    <message>
        <source>Exactly one line with a token is needed.</source>
        <translation>Serve esattamente una riga con un token.</translation>
    </message>
    <message>
        <source>It is far too long.</source>
        <translation>È troppo lungo.</translation>
    </message>
    <message>
        <source>It is for {pool}, the head node is of {wanted}.</source>
        <translation>È per {pool}, l’head node è di {wanted}.</translation>
    </message>
    <message>
        <source>It is not plain text.</source>
        <translation>Non è testo semplice.</translation>
    </message>
    <message>
        <source>It lacks: {missing}.</source>
        <translation>Gli manca: {missing}.</translation>
    </message>
    <message>
        <source>It names no user and pool.</source>
        <translation>Non indica un utente e un pool.</translation>
    </message>
    <message>
        <source>Its dates are damaged.</source>
        <translation>Le sue date sono danneggiate.</translation>
    </message>
    <message>
        <source>Jobs run beside it in the pilot.</source>
        <translation>Nel pilota i lavori girano accanto al token.</translation>
    </message>
    <message>
        <source>No pilot can join.</source>
        <translation>Nessun pilota può entrare.</translation>
    </message>
    <message>
        <source>The HTCondor token has expired</source>
        <translation>Il token HTCondor è scaduto</translation>
    </message>
    <message>
        <source>The HTCondor token is for another pool</source>
        <translation>Il token HTCondor è per un altro pool</translation>
    </message>
    <message>
        <source>The HTCondor token may do too little</source>
        <translation>Il token HTCondor può fare troppo poco</translation>
    </message>
    <message>
        <source>The HTCondor token may do too much</source>
        <translation>Il token HTCondor può fare troppo</translation>
    </message>
    <message>
        <source>This is not an HTCondor token</source>
        <translation>Questo non è un token HTCondor</translation>
    </message>
    <message>
        <source>This is not one HTCondor token</source>
        <translation>Questo non è un solo token HTCondor</translation>
    </message>
    <message>
        <source>A token is one long line.</source>
        <translation>Un token è una sola riga lunga.</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Change the pause</source>
        <translation>Cambia la pausa</translation>
    </message>
    <message>
        <source>Finish current jobs, then stop</source>
        <translation>Finisci i lavori in corso, poi fermati</translation>
    </message>
    <message>
        <source>Max cores</source>
        <translation>Core al massimo</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Nessuno</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Apri</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausa</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Esci</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Riprendi</translation>
    </message>
    <message>
        <source>Starting.</source>
        <translation>In avvio.</translation>
    </message>
    <message>
        <source>While you are here</source>
        <translation>Mentre ci sei</translation>
    </message>
    <message>
        <source>First steps</source>
        <translation>Primi passi</translation>
    </message>
    <message>
        <source>Nothing runs yet: click the icon for the first steps.</source>
        <translation>Non gira ancora nulla: clicca l’icona per i primi passi.</translation>
    </message>
</context>
<context>
    <name>Trouble</name>
    <message>
        <source>If it stays, start planctongui anew, and report this: {error}</source>
        <translation>Se il problema rimane, riavvia planctongui e segnala questo: {error}</translation>
    </message>
</context>
<context>
    <name>Vault</name>
    <message>
        <source>A keyring keeps text in UTF-8. Ask the site for a password or a token, or encode it as base64.</source>
        <translation>Un portachiavi conserva testo in UTF-8. Chiedi all’istituto una password o un token, o codificalo in base64.</translation>
    </message>
    <message>
        <source>A keyring keeps text. Ask the site for a password or a token, or encode it as base64.</source>
        <translation>Un portachiavi conserva testo. Chiedi all’istituto una password o un token, o codificalo in base64.</translation>
    </message>
    <message>
        <source>Close it with: chmod 600 {path}, and change the secret if they may have seen it.</source>
        <translation>Chiudilo con: chmod 600 {path}, e cambia il segreto se possono averlo visto.</translation>
    </message>
    <message>
        <source>Close it with: chmod 700 {folder}</source>
        <translation>Chiudila con: chmod 700 {folder}</translation>
    </message>
    <message>
        <source>Install it with: sudo apt install python3-keyring ({name} was not found)</source>
        <translation>Installala con: sudo apt install python3-keyring ({name} non è stato trovato)</translation>
    </message>
    <message>
        <source>Install one with: sudo apt install gnome-keyring, and log in again. On a machine without a desktop keep the secret in a file: planctongui secret set --file HEADNODE NAME</source>
        <translation>Installane uno con: sudo apt install gnome-keyring, e accedi di nuovo. Su una macchina senza desktop tieni il segreto in un file: planctongui secret set --file HEADNODE NOME</translation>
    </message>
    <message>
        <source>It failed with {kind}. It is asked again later.</source>
        <translation>Non è riuscito ({kind}). Si riprova più tardi.</translation>
    </message>
    <message>
        <source>It is asked again later. If this stays, log out and in again.</source>
        <translation>Si riprova più tardi. Se non passa, esci e accedi di nuovo.</translation>
    </message>
    <message>
        <source>It is in your keyring.</source>
        <translation>È nel tuo portachiavi.</translation>
    </message>
    <message>
        <source>It is read from {where}.</source>
        <translation>Si legge da {where}.</translation>
    </message>
    <message>
        <source>It may have 64 KiB. Is it really a password or a token?</source>
        <translation>Può avere al massimo 64 KiB. È davvero una password o un token?</translation>
    </message>
    <message>
        <source>It must be a plain file of yours, not a link: the system says {strerror}.</source>
        <translation>Deve essere un semplice file tuo, non un link: il sistema dice {strerror}.</translation>
    </message>
    <message>
        <source>Letters, digits and _.- will do.</source>
        <translation>Vanno bene lettere, cifre e _.-.</translation>
    </message>
    <message>
        <source>Letters, digits, _ and - will do.</source>
        <translation>Vanno bene lettere, cifre, _ e -.</translation>
    </message>
    <message>
        <source>Look for its window, perhaps behind others, and answer it.</source>
        <translation>Cerca la sua finestra, forse dietro altre, e rispondi.</translation>
    </message>
    <message>
        <source>Make it yours with chown, and change the secret if they may have seen it.</source>
        <translation>Rendilo tuo con chown, e cambia il segreto se possono averlo visto.</translation>
    </message>
    <message>
        <source>Make one with: planctongui secret unlock</source>
        <translation>Creane uno con: planctongui secret unlock</translation>
    </message>
    <message>
        <source>Open it with: planctongui secret unlock</source>
        <translation>Aprilo con: planctongui secret unlock</translation>
    </message>
    <message>
        <source>Put the secret in a file of mode 0600.</source>
        <translation>Metti il segreto in un file con permessi 0600.</translation>
    </message>
    <message>
        <source>Store it with: planctongui secret set {head_node} {name}</source>
        <translation>Conservalo con: planctongui secret set {head_node} {name}</translation>
    </message>
    <message>
        <source>Store the one that the site gave you.</source>
        <translation>Conserva quello che ti ha dato l’istituto.</translation>
    </message>
    <message>
        <source>The file {path} belongs to somebody else</source>
        <translation>Il file {path} appartiene a qualcun altro</translation>
    </message>
    <message>
        <source>The file {path} can be read by others</source>
        <translation>Il file {path} può essere letto da altri</translation>
    </message>
    <message>
        <source>The file {path} cannot be read</source>
        <translation>Il file {path} non si può leggere</translation>
    </message>
    <message>
        <source>The file {path} cannot be removed</source>
        <translation>Il file {path} non si può togliere</translation>
    </message>
    <message>
        <source>The file {path} cannot be written</source>
        <translation>Il file {path} non si può scrivere</translation>
    </message>
    <message>
        <source>The folder {folder} is open to others</source>
        <translation>La cartella {folder} è aperta ad altri</translation>
    </message>
    <message>
        <source>The keyring cannot be used</source>
        <translation>Il portachiavi non si può usare</translation>
    </message>
    <message>
        <source>The keyring does not answer</source>
        <translation>Il portachiavi non risponde</translation>
    </message>
    <message>
        <source>The keyring still waits for its password</source>
        <translation>Il portachiavi attende ancora la sua password</translation>
    </message>
    <message>
        <source>The keyring&apos;s library is missing</source>
        <translation>Manca la libreria del portachiavi</translation>
    </message>
    <message>
        <source>The secret {name} of {head_node}</source>
        <translation>Il segreto {name} di {head_node}</translation>
    </message>
    <message>
        <source>The secret {name} of {head_node} is not set</source>
        <translation>Il segreto {name} di {head_node} non è impostato</translation>
    </message>
    <message>
        <source>The secret {name} of {head_node} is set</source>
        <translation>Il segreto {name} di {head_node} è impostato</translation>
    </message>
    <message>
        <source>The system says: {strerror}.</source>
        <translation>Il sistema dice: {strerror}.</translation>
    </message>
    <message>
        <source>This session has no keyring</source>
        <translation>Questa sessione non ha un portachiavi</translation>
    </message>
    <message>
        <source>You have no keyring yet</source>
        <translation>Non hai ancora un portachiavi</translation>
    </message>
    <message>
        <source>Your keyring is locked</source>
        <translation>Il tuo portachiavi è bloccato</translation>
    </message>
    <message>
        <source>{head_node} cannot be a head node&apos;s name</source>
        <translation>{head_node} non può essere il nome di un head node</translation>
    </message>
    <message>
        <source>{name} cannot be a secret&apos;s name</source>
        <translation>{name} non può essere il nome di un segreto</translation>
    </message>
    <message>
        <source>{path} is not a plain file</source>
        <translation>{path} non è un semplice file</translation>
    </message>
    <message>
        <source>{what} holds a NUL byte</source>
        <translation>{what} contiene un byte NUL</translation>
    </message>
    <message>
        <source>{what} is empty</source>
        <translation>{what} è vuoto</translation>
    </message>
    <message>
        <source>{what} is not text</source>
        <translation>{what} non è testo</translation>
    </message>
    <message>
        <source>{what} is too long</source>
        <translation>{what} è troppo lungo</translation>
    </message>
    <message>
        <source>This is no login for {host}</source>
        <translation>Questo non è un accesso per {host}</translation>
    </message>
    <message>
        <source>A login is one line: the user, a colon, the password.</source>
        <translation>Un accesso è una sola riga: l’utente, i due punti, la password.</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>&amp;All cores while you are away, nothing while you are here</source>
        <translation>&amp;Tutti i core quando non ci sei, nulla mentre ci sei</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Indietro</translation>
    </message>
    <message>
        <source>&amp;Half of the cores while you are away, nothing otherwise</source>
        <translation>&amp;Metà dei core quando non ci sei, nulla altrimenti</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Avanti</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Comincia</translation>
    </message>
    <message>
        <source>A &amp;demonstration on this computer</source>
        <translation>Una &amp;dimostrazione su questo computer</translation>
    </message>
    <message>
        <source>All cores while you are away, half of them b&amp;eside you</source>
        <translation>Tutti i core quando non ci sei, metà acca&amp;nto a te</translation>
    </message>
    <message>
        <source>An &amp;institute that I help</source>
        <translation>Un i&amp;stituto che voglio aiutare</translation>
    </message>
    <message>
        <source>As it is no&amp;w</source>
        <translation>Come &amp;ora</translation>
    </message>
    <message>
        <source>As it is no&amp;w: {cores}. {rung}</source>
        <translation>Come &amp;ora: {cores}. {rung}</translation>
    </message>
    <message>
        <source>At your first key or mouse move they are held within a blink. Nothing is lost: they go on when you have left.</source>
        <translation>Al tuo primo tasto o movimento del mouse si fermano in un batter d’occhio. Nulla va perso: riprendono quando te ne vai.</translation>
    </message>
    <message>
        <source>Everything else is on the page Limits, at any time.</source>
        <translation>Tutto il resto è nella pagina Limiti, in qualsiasi momento.</translation>
    </message>
    <message>
        <source>First steps with planctongui</source>
        <translation>Primi passi con planctongui</translation>
    </message>
    <message>
        <source>For a computer that should stay cool and silent.</source>
        <translation>Per un computer che deve restare fresco e silenzioso.</translation>
    </message>
    <message>
        <source>For a computer with cores to spare. It yields to programs.</source>
        <translation>Per un computer con core in abbondanza. Cede il passo ai programmi.</translation>
    </message>
    <message>
        <source>For whom?</source>
        <translation>Per chi?</translation>
    </message>
    <message>
        <source>How much may it take?</source>
        <translation>Quanto può prendere?</translation>
    </message>
    <message>
        <source>Is everything here?</source>
        <translation>C’è tutto?</translation>
    </message>
    <message>
        <source>It does</source>
        <translation>Che cosa fa</translation>
    </message>
    <message>
        <source>It keeps nothing of what you type: only that there was input.</source>
        <translation>Di ciò che scrivi non conserva nulla: sa solo che hai toccato qualcosa.</translation>
    </message>
    <message>
        <source>It never does</source>
        <translation>Che cosa non fa mai</translation>
    </message>
    <message>
        <source>Not &amp;now</source>
        <translation>&amp;Non ora</translation>
    </message>
    <message>
        <source>Nothing of yours is changed, deleted or asked for without your click.</source>
        <translation>Nulla di tuo viene cambiato, cancellato o richiesto senza un tuo clic.</translation>
    </message>
    <message>
        <source>Pilots count prime numbers, without any network, so that you see the whole chain at work.</source>
        <translation>I piloti contano numeri primi, senza alcuna rete, così vedi al lavoro tutta la catena.</translation>
    </message>
    <message>
        <source>Pilots see none of your files, unless you add a head node that names a folder of data. Nobody can reach them from outside.</source>
        <translation>I piloti non vedono i tuoi file, a meno che tu aggiunga un head node che indica una cartella di dati. Nessuno li può raggiungere da fuori.</translation>
    </message>
    <message>
        <source>Recommended: you will notice nothing of it.</source>
        <translation>Consigliato: non ti accorgerai di nulla.</translation>
    </message>
    <message>
        <source>The engine that runs pilots</source>
        <translation>Il motore che esegue i piloti</translation>
    </message>
    <message>
        <source>What is missing can be mended later, too: the program notices it by itself.</source>
        <translation>Ciò che manca si può sistemare anche più tardi: il programma se ne accorge da solo.</translation>
    </message>
    <message>
        <source>What this does to your computer</source>
        <translation>Che cosa succede al tuo computer</translation>
    </message>
    <message>
        <source>What you gave is counted, and shown in CPU hours.</source>
        <translation>Ciò che hai donato viene contato, e mostrato in ore di CPU.</translation>
    </message>
    <message>
        <source>Whether you can be seen</source>
        <translation>Se si vede la tua presenza</translation>
    </message>
    <message>
        <source>While nobody uses this computer it starts pilots: small containers that compute for science.</source>
        <translation>Mentre nessuno usa questo computer avvia dei piloti: piccoli container che calcolano per la scienza.</translation>
    </message>
    <message>
        <source>You have a file from there, or an address: the page Head nodes opens, and takes either. Until one is added, the demonstration runs.</source>
        <translation>Hai un suo file, o un indirizzo: si apre la pagina Head node, che accetta entrambi. Finché non ne aggiungi uno, lavora la dimostrazione.</translation>
    </message>
    <message>
        <source>✓ It sees whether you are here, by: {source}.</source>
        <translation>✓ Si vede se ci sei, grazie a: {source}.</translation>
    </message>
    <message>
        <source>✓ {engine} runs, and you may use it.</source>
        <translation>✓ {engine} è in esecuzione, e lo puoi usare.</translation>
    </message>
    <message>
        <source>✗ It cannot be seen whether you are here. {why}</source>
        <translation>✗ Non si vede se ci sei. {why}</translation>
    </message>
    <message>
        <source>✗ {engine} cannot be used yet.</source>
        <translation>✗ {engine} non si può ancora usare.</translation>
    </message>
    <message>
        <source>Looking for Docker or Podman ...</source>
        <translation>Si cerca Docker o Podman ...</translation>
    </message>
</context>
<context>
    <name>Wiggle</name>
    <message>
        <source>Hands off for a moment ...</source>
        <translation>Togli le mani per un momento ...</translation>
    </message>
    <message>
        <source>Now move the mouse or press a key, within {seconds} s.</source>
        <translation>Ora muovi il mouse o premi un tasto, entro {seconds} s.</translation>
    </message>
    <message>
        <source>after {seconds} s</source>
        <translation>dopo {seconds} s</translation>
    </message>
    <message>
        <source>all the time</source>
        <translation>di continuo</translation>
    </message>
    <message>
        <source>it has gone blind</source>
        <translation>non vede più nulla</translation>
    </message>
    <message>
        <source>saw nothing</source>
        <translation>non ha visto nulla</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Limits</source>
        <translation>Limiti</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Panoramica</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Pagine</translation>
    </message>
    <message>
        <source>There is no tray on this desktop: closing this window quits.</source>
        <translation>Questo desktop non ha un’area di notifica: chiudendo la finestra si esce.</translation>
    </message>
    <message>
        <source>First steps</source>
        <translation>Primi passi</translation>
    </message>
    <message>
        <source>Contribution</source>
        <translation>Contributo</translation>
    </message>
    <message>
        <source>Pilots</source>
        <translation>Piloti</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnostica</translation>
    </message>
    <message>
        <source>Head nodes</source>
        <translation>Head node</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Diario</translation>
    </message>
</context>
<context>
    <name>WorkQueue</name>
    <message>
        <source>Give its address = &quot;{address}&quot;, or project = &quot;name&quot; together with catalog = &quot;{catalog}&quot;, or all three.</source>
        <translation>Indica il suo address = &quot;{address}&quot;, oppure project = &quot;name&quot; insieme a catalog = &quot;{catalog}&quot;, o tutti e tre.</translation>
    </message>
    <message>
        <source>Install it with: sudo apt-get install busybox-static. It is tried again by itself.</source>
        <translation>Installalo con: sudo apt-get install busybox-static. Si riprova automaticamente.</translation>
    </message>
    <message>
        <source>Install it with: sudo apt-get install coop-computing-tools, or ask the site for a pilot image and write into the head node&apos;s file: image = &quot;host/name:tag&quot;. It is tried again by itself.</source>
        <translation>Installalo con: sudo apt-get install coop-computing-tools, oppure chiedi all’istituto un’immagine dei piloti e scrivi nel file dell’head node: image = &quot;host/name:tag&quot;. Si riprova automaticamente.</translation>
    </message>
    <message>
        <source>Its libraries are not known: {why}. Install coop-computing-tools anew, or use a pilot image of the site. It is tried again by itself.</source>
        <translation>Le sue librerie non sono note: {why}. Reinstalla coop-computing-tools, o usa un’immagine dei piloti dell’istituto. Si riprova automaticamente.</translation>
    </message>
    <message>
        <source>The head node {name} cannot use {program}</source>
        <translation>L’head node {name} non può usare {program}</translation>
    </message>
    <message>
        <source>The head node {name} does not say where it is</source>
        <translation>L’head node {name} non dice dov’è</translation>
    </message>
    <message>
        <source>The head node {name} has a project that is not possible</source>
        <translation>L’head node {name} ha un project non valido</translation>
    </message>
    <message>
        <source>The head node {name} has an impossible {key}</source>
        <translation>L’head node {name} ha una chiave {key} non valida</translation>
    </message>
    <message>
        <source>The head node {name} needs Work Queue&apos;s worker</source>
        <translation>L’head node {name} ha bisogno del worker di Work Queue</translation>
    </message>
    <message>
        <source>The head node {name} needs a static busybox</source>
        <translation>L’head node {name} ha bisogno di un busybox statico</translation>
    </message>
    <message>
        <source>The manager refused the password. Store the one that the site gave you.</source>
        <translation>Il manager ha rifiutato la password. Conserva quella che ti ha dato l’istituto.</translation>
    </message>
    <message>
        <source>The manager was not reached. Check the address or the project&apos;s name, and the network.</source>
        <translation>Il manager non è stato raggiunto. Controlla l’indirizzo o il nome del progetto, e la rete.</translation>
    </message>
    <message>
        <source>The manager went away, or gave the job to somebody else, before it was done.</source>
        <translation>Il manager se n’è andato, o ha dato il lavoro ad altri, prima che fosse finito.</translation>
    </message>
    <message>
        <source>The pilot could not begin: its image lacks the worker, or its password is empty.</source>
        <translation>Il pilota non ha potuto cominciare: alla sua immagine manca il worker, o la sua password è vuota.</translation>
    </message>
    <message>
        <source>The pilot ended with code {code}.</source>
        <translation>Il pilota è terminato con il codice {code}.</translation>
    </message>
    <message>
        <source>The pilot was killed; its job, if any, is given out again.</source>
        <translation>Il pilota è stato ucciso; il suo lavoro, se c’era, viene riassegnato.</translation>
    </message>
    <message>
        <source>The pilot&apos;s time was over before its job was done. Raise pilots.ttl_s.</source>
        <translation>Il turno del pilota è finito prima del suo lavoro. Aumenta pilots.ttl_s.</translation>
    </message>
    <message>
        <source>{address} must be a host&apos;s name and perhaps a port, such as &quot;{example}&quot;.</source>
        <translation>{address} deve essere il nome di una macchina ed eventualmente una porta, come &quot;{example}&quot;.</translation>
    </message>
    <message>
        <source>{project} must be up to 64 letters, digits, dots, - and _.</source>
        <translation>{project} può avere al massimo 64 lettere, cifre, punti, - e _.</translation>
    </message>
</context>
</TS>
