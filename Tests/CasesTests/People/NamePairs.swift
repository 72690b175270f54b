/// Pairs of names, labelled by hand: one human being written in two ways, or two human beings.
enum NamePairs {
    /// Spelling, transliteration, order, a surname more or less. The last two are known to be missed.
    static let same: [(String, String)] = [
        ("Mohammed Ali Hassan", "Muhammad Ali Hassan"), ("Mohamed Ahmed", "Muhammad Ahmad"),
        ("Md Rafiqul Islam", "Mohammad Rafiqul Islam"),
        ("María José Pérez García", "Maria Jose Perez Garcia"),
        ("Ana Costa Silva", "Ana Silva Costa"), ("Silva João", "João Silva"),
        ("Yusuf Demir", "Youssef Demir"), ("Luis Souza", "Luiz Sousa"),
        ("Teresa Gonçalves", "Thereza Goncalves"), ("Oleksandr Kovalenko", "Aleksandr Kovalenko"),
        ("Олександр Коваленко", "Oleksandr Kovalenko"),
        ("Volodymyr Shevchenko", "Vladimir Shevchenko"),
        ("Fátima Zahra El Amrani", "Fatima Zahra Elamrani"), ("Fatma Sow", "Fatima Sow"),
        ("Abd al-Rahman Saleh", "Abdulrahman Saleh"), ("Abdul Rahman Saleh", "Abdulrahman Saleh"),
        ("Khadija Diallo", "Kadidja Diallo"), ("Ousmane Baldé", "Usman Balde"),
        ("Gurpreet Singh", "Gurprit Sing"), ("Nguyễn Văn An", "Nguyen Van An"),
        ("Ana Sofia Marques", "Ana Sofia Marques Pereira"),
        ("Maria da Conceição dos Santos", "Maria Conceição Santos"),
        ("Filipe Moreira", "Felipe Moreira"), ("Catarina Reis", "Katarina Reis"),
        ("Amadou Bah", "Amadu Bah"), ("Hussein Karimi", "Husein Karimi"),
        ("Sajjad Hossain", "Sajad Hussain"), ("J. Almeida Rocha", "Joana Almeida Rocha"),
        ("Łukasz Nowak", "Lukasz Nowak"), ("Jürgen Groß", "Jurgen Gross"), ("Suharto", "Soeharto"),
        ("Moussa Sissoko", "Musa Sisoko"), ("Sérgio Tavares Lima", "Sergio Lima"),
        ("Zainab Noor", "Zaynab Nour"), ("Philipe Andrade", "Filipe Andrade"),
        ("Serhii Bondar", "Sergei Bondar"), ("Yevhen Melnyk", "Evgeny Melnik"),
    ]

    /// Twins, brothers and sisters, and people who only share a name. The last one is known to be taken for one.
    static let different: [(String, String)] = [
        ("Paulo Silva Costa", "Paula Silva Costa"), ("Daniel Rocha", "Daniela Rocha"),
        ("João Silva Costa", "Pedro Silva Costa"), ("Hassan Karimi", "Hussein Karimi"),
        ("Lia Exemplo", "Léo Exemplo"), ("Lia Exemplo", "Lea Exemplo"),
        ("Julio Prado", "Julia Prado"), ("Amin Haidari", "Amina Haidari"),
        ("Samir Said", "Samira Said"), ("Rafiq Islam", "Rafiq Aslam"),
        ("João Pedro Silva", "João Paulo Silva"), ("Ana Silva", "Ana Sousa"),
        ("Maria Santos", "Marta Santos"), ("Mamadou Diallo", "Mohamed Diallo"),
        ("Ali Rezaei", "Aliya Rezaei"), ("José Ferreira", "Josefa Ferreira"),
        ("Wei Chen", "Wei Cheng"), ("Rui Exemplo", "Rita Exemplo"),
        ("Gabriel Nunes Reis", "Rafael Nunes Reis"), ("Inês Lopes", "Iris Lopes"),
        ("Francisco Dias", "Francisca Dias"), ("Carlos Pinto", "Carla Pinto"),
        ("Olha Koval", "Olena Koval"), ("Singh", "Kaur"), ("Singh", "Gurpreet Singh"),
        ("Amadou Bah", "Amadou Barry"), ("Karim Haddad", "Karima Haddad"),
        ("Bruno Mendes", "Breno Mendes"),
    ]
}
