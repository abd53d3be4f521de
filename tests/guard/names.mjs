// Made-up people are put together from these pools. `_` stands for a space inside one name.
import { MORE, MORE_WORDLIKE, MORE_WORDSUR } from './names-more.mjs';
const w = (s) => s.trim().split(/\s+/).map((x) => x.replaceAll('_', ' '));

export const ORIGINS = {
  ...MORE,
  english: {
    given: w(`Susan Margaret Christine Linda Janet Maureen Brenda Sheila Doreen Barbara Gillian Jacqueline Lorraine Tracey Nicola Joanne Claire Emma Gemma Stacey
      Kirsty Hayley Chloe Megan Ellie Freya Imogen Harriet Beatrice Florence David Stephen Kevin Barry Trevor Nigel Geoffrey Derek Gary Keith
      Darren Wayne Lee Craig Dean Jason Ryan Callum Kieran Connor Jake Alfie Archie Harvey Toby Leonard Stanley Wilfred Norman Reginald Albert
      Edna Gladys Winifred Elsie Hilda Muriel Enid Beryl Thelma Vera Marjorie Phyllis Gwendoline Millicent Oliver Thomas James Matthew Andrew Philip`),
    sur: w(`Smith Ashworth Holroyd Sugden Ackroyd Barraclough Entwistle Ramsbottom Hargreaves Sutcliffe Greenhalgh Tetley Wigglesworth Oldroyd Crabtree Butterworth Haigh Lumb Thackray Priestley
      Whitaker Dyson Bottomley Clough Fearnley Midgley Pickles Hebblethwaite Tunnicliffe Shufflebotham Blenkinsop Featherstone Cholmondeley Arkwright Pemberton Wainwright Hollingsworth Bickerstaffe
      Lightbown Duckworth Cartwright Jenkinson Higginbottom Thornton Watkinson Dobson Simpson Hodgkinson Atkinson Robson Tomlinson Baxter Fletcher Thatcherson Wilson Turner Cooper Bennett Harrison Clarke Edwards`),
  },
  welsh: {
    given: w(`Rhys Dafydd Gethin Iestyn Emyr Geraint Ieuan Aled Gareth Huw Iolo Llŷr Owain Siôn Trystan Macsen Osian Gruffydd Illtud Idris Dewi Steffan Gwilym Iwan Rhodri
      Tudur Cerith Deiniol Gwyn Hywel Angharad Bethan Carys Delyth Eleri Ffion Gwenllian Heledd Lowri Mair Mererid Nerys Nia Rhian Rhiannon Sioned Siân Tegwen Bronwen Catrin
      Cerys Eirlys Elin Glenys Gwyneth Haf Llinos Mali Menna Non Seren Arwen Branwen Olwen Meinir Tirion`),
    sur: w(`Pritchard Prosser Probert Pugh Gwynne Llewellyn Bevan Bowen Cadwaladr Caradog Davies Eynon Griffiths Gethin Havard Hopkin Howells Ifans Jenkins Lloyd Maddocks Meredith
      Morgans Mostyn Nicholas Parry Penry Powell Preece Protheroe Rees Rhydderch Roderick Tudor Vaughan Watkins Yorath Treharne Anwyl Beddoe ap_Gwilym ab_Iorwerth Tudwal Cynan Geraghty-Pugh`),
  },
  scottish: {
    given: w(`Ailsa Eilidh Mairi Morag Catriona Fiona Kirsteen Shona Iona Isla Mhairi Rhona Senga Una Elspeth Effie Jean Agnes Isobel Moira Ishbel Beathag Kirstie Marsaili Oighrig Peigi Rowena Sorcha Greer Davina
      Hamish Angus Callum Fraser Gregor Iain Lachlan Murdo Ruaridh Struan Torquil Alasdair Ewan Euan Fergus Finlay Gordon Graeme Innes Jock Kenneth Malcolm Niall Rory Ross Sorley Tavish Hector Duncan Archibald Kerr Blair Craig Muir Wallace`),
    sur: w(`MacDonald McAllister McTavish MacLeod McIntyre McLeish MacKinnon McPhail McCrindle McGillivray Buchanan Cameronson Dalgleish Drummond Dunbar Farquharson Galbraith Gilchrist Gillespie Haldane
      Imrie Jamieson Kinnaird Kirkpatrick Laidlaw Lamont Lockhart Menzies Moncrieff Nairn Ogilvie Pitcairn Rankine Ruthven Strachan Tulloch Urquhart Cruickshank Auchterlonie Balfour Carmichael Colquhoun`),
  },
  irish: {
    given: w(`Aoife Niamh Siobhán Saoirse Caoimhe Orlaith Gráinne Róisín Sinéad Bríd Clodagh Deirdre Fionnuala Maeve Nuala Oonagh Ciara Aisling Eimear Muireann Bernadette Concepta Dympna Attracta Assumpta Majella Philomena Colette Noreen Breda
      Cathal Ciarán Colm Cormac Declan Diarmuid Donal Eamonn Eoin Fergal Fintan Fiachra Lorcan Malachy Oisín Pádraig Proinsias Ruairí Seamus Tadhg Turlough Brendan Dermot Finbarr Gearóid Kevin Micheál Naoise Odhrán Peadar Rónán Senan`),
    sur: w(`O'Neill O'Brien O'Connell O'Shaughnessy O'Dowd O'Hagan O'Malley O'Sullivan O'Rourke O'Driscoll McGuinness McLaughlin McCafferty McNamara Gallagher Kavanagh Heffernan Hennessy Brosnan Mulcahy Moriarty Fitzgerald Fitzpatrick
      Keaveney Loughnane Mulligan Nolan Prendergast Quigley Rafferty Scanlon Tierney Twomey Cullinane Devlin Donnelly Dunne Fahy Geoghegan Hanrahan Kinsella Maguire Ní_Dhomhnaill Ó_Briain Mac_Giolla Doherty`),
  },
  polish: {
    given: w(`Agnieszka Małgorzata Katarzyna Joanna Bożena Danuta Elżbieta Ewelina Grażyna Halina Izabela Jadwiga Kamila Kinga Krystyna Łucja Magdalena Monika Natalia Oliwia Patrycja Renata Sylwia Teresa Urszula Wiesława Wioletta Zofia Żaneta Justyna
      Andrzej Bartosz Bogdan Czesław Dariusz Dawid Edward Filip Grzegorz Henryk Ireneusz Jacek Jarosław Jerzy Kazimierz Krzysztof Leszek Łukasz Maciej Marcin Mariusz Mateusz Michał Mirosław Paweł Piotr Przemysław Rafał Radosław Ryszard Sławomir Stanisław Szymon Tadeusz Tomasz Waldemar Wojciech Zbigniew Zdzisław`),
    sur: w(`Kowalski Kowalska Wiśniewski Wiśniewska Wójcik Kamiński Lewandowska Zieliński Szymański Woźniak Dąbrowski Kozłowski Jankowska Mazur Krawczyk Kaczmarek Piotrowski Grabowska Pawłowski Michalska Król Wieczorek Jabłoński
      Wróbel Nowakowski Majewska Olszewski Stępień Malinowski Jaworska Adamczyk Dudek Nowicki Pawlak Górski Sikora Walczak Rutkowska Baran Szczepański Błaszczyk Chmielewska Trzebiatowski`),
  },
  romanian_bulgarian: {
    given: w(`Ioana Mihaela Andreea Raluca Simona Corina Camelia Daniela Elena Florentina Gabriela Georgeta Ileana Lăcrămioara Loredana Luminița Mădălina Mariana Nicoleta Oana Ramona Roxana Ruxandra Sorina Ștefania Viorica Violeta Adriana Anca Bianca
      Alexandru Adrian Bogdan Cătălin Ciprian Constantin Costel Cosmin Cristian Dănuț Dorin Dragoș Dumitru Emil Florin Gheorghe Horia Ilie Ionuț Iulian Laurențiu Liviu Lucian Marius Mihai Mircea Nicolae Octavian Ovidiu Petru Răzvan Sorin Ștefan Teodor Tiberiu Valentin Vasile Viorel Zhivko Plamen Desislava Krasimir Tsvetelina Yordanka`),
    sur: w(`Popescu Ionescu Popa Dumitrescu Stoica Gheorghiu Rusu Munteanu Matei Marinescu Lazăr Ciobanu Lungu Bălan Dobre Barbu Nistor Florea Dinu Cojocaru Moldovan Constantinescu Tudose Neagu Preda Voicu Stănescu Diaconu
      Apostol Manole Oprea Șerban Vlad Zamfir Țăranu Căldăraru Dimitrova Georgiev Petrov Todorova Hristova Angelov Stoyanov Bogdanova Kolev`),
  },
  baltic_ukrainian: {
    given: w(`Mindaugas Vytautas Giedrius Gintaras Rimantas Algirdas Kęstutis Saulius Arūnas Darius Rasa Aušra Eglė Jūratė Laima Ramunė Rūta Vaida Živilė Daiva Ilze Inese Kristaps Andris Zane Līga Guntis Dace Tõnu Kadri
      Oksana Olena Nataliya Svitlana Tetiana Halyna Lyudmyla Iryna Yuliya Kateryna Bohdana Myroslava Nadiya Zoryana Vira Dmytro Andriy Oleksandr Volodymyr Vasyl Mykola Taras Yuriy Serhiy Viktor Ihor Pavlo Ruslan Stepan Anatoliy Hryhoriy Yaroslav Ostap Petro Bohdan Maksym`),
    sur: w(`Kazlauskas Petrauskas Jankauskienė Butkus Žukauskas Stankevičius Urbonas Navickas Paulauskaitė Ramanauskas Bērziņš Kalniņš Ozoliņa Liepiņa Krūmiņš Tamm Saar Kask
      Shevchenko Kovalenko Bondarenko Tkachenko Kravchenko Oliynyk Lysenko Marchenko Savchenko Rudenko Petrenko Moroz Melnyk Polishchuk Boyko Kovalchuk Shevchuk Hrytsenko Zinchenko Tymoshchuk Panchenko Yurchenko Dovzhenko Ivanchuk Sydorenko`),
  },
  gujarati_hindi: {
    given: w(`Hansa Jayshree Kokila Manjula Nirmala Pushpa Ramila Savita Urmila Vasanti Bhavna Chetna Daksha Falguni Heena Hiral Jigna Jyotsna Kajal Ketan Kiran Lata Meena Mital Nisha Pallavi Rekha Sangita Shilpa Trupti
      Ashwin Bharat Chandrakant Dilip Dinesh Girish Harish Hitesh Jagdish Jitendra Kantilal Kishor Mahesh Mukesh Narendra Nilesh Pankaj Praful Rajesh Rameshchandra Sanjay Shailesh Suresh Tushar Vijay Vinod Yogesh Anand Arvind Deepak Gopal Hemant Rohit Sandeep Aditi Ishaan Aarav Ananya`),
    sur: w(`Patel Shah Desai Mehta Parmar Solanki Chauhan Mistry Vaghela Joshi Trivedi Pandya Bhatt Dave Gohil Makwana Rathod Thakkar Popat Kotecha Lakhani Modha Panchal Prajapati Raval Sheth Tailor Vyas
      Chaudhary Agarwal Gupta Sharma Verma Mishra Iyengar Nair Menon Kulkarni Deshpande Banerjee Mukherjee Chatterjee Bhattacharya Sonigra Vekaria`),
  },
  punjabi: {
    given: w(`Amarjit Baljit Charanjit Daljit Gurmeet Harjinder Inderjit Jaspal Kuldip Lakhbir Manjit Narinder Onkar Parminder Rajwinder Satnam Tarlochan Upinder Varinder Balbir Gurpreet Harpreet Jagtar Jasbir Kulwinder Mandeep Navjot Paramjit Ranjit Sukhdev
      Sukhvinder Surjit Tejinder Amrit Bhupinder Davinder Gurdev Gurdip Hardev Harbans Jasvir Joginder Kashmir Kewal Mohinder Nirmal Pritam Rashpal Resham Simran Simranjit Sohan Swaran Tarsem Jasleen Kirpal Arshdeep Manpreet Anmol Prabhjot`),
    sur: w(`Johal Sandhu Gill Dhaliwal Sidhu Grewal Bains Atwal Sahota Uppal Dhillon Purewal Bhogal Matharu Sehmi Panesar Virdi Kalsi Sagoo Hayer Deol Randhawa Brar Mann Nijjar Rai Samra Takhar Thandi Toor
      Aujla Basra Chahal Dosanjh Garcha Hundal Kandola Lalli Mahal Nagra Phull Rehal Saini Singh Kaur`),
  },
  pakistani: {
    given: w(`Abida Aisha Asma Bushra Farida Fauzia Ghazala Hafsa Humaira Iqra Kausar Khadija Mehwish Mussarat Nadia Naheed Nasreen Nazia Parveen Rabia Razia Rukhsana Saba Sadia Safina Saima Samina Shabana Shaheen Shaista Shazia Sobia Sumaira Tahira Uzma Yasmin Zahida Zainab Zara Zubaida
      Aamir Abdul Adeel Akhtar Arshad Asif Azhar Babar Bilal Ehsan Fahad Faisal Ghulam Haroon Ibrar Ijaz Imran Irfan Javed Kamran Khalid Liaquat Maqsood Mazhar Mohsin Mubarak Nadeem Naveed Qasim Rafiq Rashid Sajid Shabir Shafiq Shahid Tahir Tanveer Tariq Usman Waqas Waseem Yasir Yousaf Zafar Zaheer Zubair`),
    sur: w(`Hussain Ahmed Khan Mahmood Akhtar Iqbal Mirza Qureshi Chaudhry Malik Butt Sheikh Rehman Raja Bhatti Javaid Aslam Bashir Dar Ghani Hanif Kiani Latif Mughal Nawaz Rafique Saleem Shafi Siddiqui Tufail
      Yaqoob Younis Zaman Zia Afzal Anwar Arif Aziz Baig Farooq Gulzar Habib Ishaq Jabbar Mushtaq`),
  },
  bangladeshi: {
    given: w(`Amina Anwara Aleya Afia Ayrin Dilara Fahmida Fatema Ferdousi Gulshan Halima Hasina Husnara Jahanara Jesmin Khaleda Laila Luthfa Mahmuda Mazeda Momtaz Nargis Nazma Nilufa Parul Rahela Rashida Rina Rokeya Rubina Runa Sabina Sajeda Salma Selina Shahanara Shamima Shirin Sufia Sultana Syeda Taslima
      Abdus Abul Anisur Aminul Azizur Badrul Delwar Enamul Faruk Fazlul Golam Habibur Harun Jalal Jamal Kamal Lutfur Mahbub Matiur Mizanur Monir Mostafa Motin Nazrul Nurul Rafiqul Rezaul Ruhul Sadek Saiful Selim Shafiqul Shamsul Sirajul Suruj Tofazzal Toyeb Ziaur`),
    sur: w(`Begum Miah Uddin Rahman Islam Choudhury Chowdhury Khatun Bibi Ullah Talukder Alam Haque Hoque Kabir Karim Mannan Matin Mia Mollah Motaleb Munshi Nessa Quadir Rob Sarkar Shikder Sikdar Sobhan Tarafder Wahid Zaman-Khan Bhuiyan Biswas Dewan Fakir Gazi Howlader Khandaker Laskar Majumder`),
  },
  tamil_sinhala_nepali: {
    given: w(`Sivakumar Ganeshan Yogeswaran Thayaparan Kandiah Ketheeswaran Mahendran Nadarajah Pirapaharan Rajaratnam Selvakumar Sritharan Sutharsan Thevarajah Vigneswaran Arulmoli Balakrishnan Jeyanthi Kalaivani Kamala Lakshmi Malathi Mathivathani Nalini Nithya Pathma Rajeswari Renuka Sarojini Selvamalar Sivagami Sumathi Thamarai Vasuki Yalini
      Nimal Chaminda Dilshan Lasantha Ruwan Sunil Kumari Dilrukshi Nilmini Sanduni Bishnu Dhan Gita Hari Krishna Laxmi Maya Nirmaya Om Padam Prakash Rajkumari Ram Sabitri Santosh Sarita Sita Suraj Tika Bhim Dil Devi Manju`),
    sur: w(`Sivalingam Sivapalan Thangarajah Kanagaratnam Ponnampalam Rasiah Selvarajah Sinnathamby Subramaniam Thambirajah Velupillai Arumugam Kulasingam Maniam Nagalingam Perera Fernando Jayasuriya Wickramasinghe Gunawardena Bandara Dissanayake Rajapaksha Senanayake
      Gurung Thapa Rai-Limbu Limbu Tamang Magar Shrestha Adhikari Bhattarai Karki Khadka Poudel Pun Rana Sherpa Basnet Ghimire Koirala`),
  },
  arabic: {
    given: w(`Abeer Amal Asmaa Aya Dalal Dina Fadwa Fatima Ghada Hala Hanan Hayat Hiba Huda Iman Jamila Khawla Lamia Layla Maha Manal Maryam Mona Nadine Nawal Noor Ola Raghad Rania Rasha Reem Rima Safaa Salwa Samar Samira Sawsan Shatha Suad Wafa Wijdan Yusra Zeinab
      Abdelkader Abdulrahman Adnan Ahmad Ayman Bassam Emad Fadi Faris Ghassan Hamza Hani Hatem Hisham Hussam Ihab Issam Jihad Khalil Maher Mahmoud Marwan Mazen Moustafa Munir Nabil Nasser Omar Osama Qusay Rami Ramzi Riad Saad Salah Samir Tarek Wael Walid Yahya Yaseen Youssef Zakaria Ziad`),
    sur: w(`al-Hassan al-Masri al-Jaber Al-Rashid el-Sayed El-Amin Haddad Khoury Nasser Saleh Mansour Darwish Shaheen-Ali Barakat Hamdan Issa Jaafar Kassem Mahfouz Najjar Othman Qasim Rahal Sabbagh Shami Suleiman Tawfiq Zaidan Abdallah Abboud
      Awad Bakri Benali Boukhari Chaouch Fahmy Ghanem Hijazi bin_Saeed ibn_Yusuf Abu_Bakr Abu_Zaid Bouazizi Elmasry`),
  },
  kurdish: {
    given: w(`Azad Rebwar Karwan Hiwa Kawa Soran Serwan Dilshad Sherzad Hemin Shwan Aram Bakhtiar Barzan Ferhad Goran Hêmin Jîn Jamshid Karzan Kosar Mahabad Nawzad Newroz Peshawa Peshraw Rawand Rêbîn Rizgar Sarkawt Shorsh Twana Zana Zagros Siyabend
      Avin Berîvan Chnar Dilnaz Evîn Gulistan Hêro Jiyan Kazhal Khanda Lana Narin Nasrin Perwîn Rojîn Rojda Runak Shno Shilan Shirin Sozan Tara Tavga Trifa Zilan Zîn Delal`),
    sur: w(`Barzani Jalal Rasool Hawrami Zebari Amedi Duhoki Sorani Kareem Mawlood Qadir Rashid Hamasalih Hama_Amin Jaff Talabani Ghafour Omer Faraj Sabir Shukri Tofiq Abdulla Mirkhan Doski Bamarni Rostam Moradi Ahmadi Karimi Sharifi Hosseini
      Osman Pirot Sadraddin Wali Nanakali Khoshnaw Surchi Goran`),
  },
  persian_afghan: {
    given: w(`Freshta Gulalai Homaira Khatera Laleh Marzia Masuma Mina Nahid Najiba Nilofar Palwasha Parisa Roya Sahar Shabnam Shaima Shukria Soraya Spozhmai Tahmina Torpekai Wazhma Zarghuna Zohra Azadeh Bahar Elham Fereshteh Golnaz Mahsa Mitra Niloufar Pegah Setareh Shiva Yasaman
      Ahmadullah Ajmal Arash Ashkan Babak Bahram Behzad Daoud Ehsanullah Farhad Farshid Habibullah Hamid Hashmat Iraj Jawid Kambiz Karimullah Kaveh Khyber Massoud Mehdi Milad Mirwais Mojtaba Najibullah Nasrat Navid Omid Parviz Rahmatullah Ramin Reza Rohullah Rostam Sayed Shahram Siavash Wahidullah Zabihullah Zalmai`),
    sur: w(`Ahmadzai Amiri Azizi Barakzai Durrani Faizi Ghani-Zada Ghorbani Haidari Hakimi Hotak Jafari Jalalzai Kakar Karimpour Kohistani Mohammadi Mohseni Momand Naseri Nazari Noori Omarkhel Popal Qaderi Rahimi Rezaei Sadat Safi Salehi
      Sediqi Sharifzadeh Shinwari Stanekzai Tajik Tavakoli Wardak Yousefi Zadran Zamani Zazai`),
  },
  somali: {
    given: w(`Abshir Aweys Ayaanle Bashiir Bile Cabdi Caydid Dahir Diriye Faarax Farah Garaad Geedi Guled Hersi Hirsi Jaamac Jibril Keynaan Liban Mahad Maxamed Mukhtar Nuur Rooble Samatar Sharmarke Siyaad Suldaan Warsame Xasan Yuusuf Abdirahman Abdiweli Abdinasir
      Amran Asli Ayaan Canab Cawo Deeqa Edna-Hodan Fadumo Faduma Fartun Filsan Habiba Hamdi Hibaaq Hodan Hoodo Idil Ifrah Ikraan Istahil Khadra Ladan Muna Nasteexo Nimco Qamar Ruqiya Sagal Sahra Saynab Shukri Sucdi Ubah Ubax Yurub Zamzam`),
    sur: w(`Abdi Abdullahi Adan Aden Ali Artan Barre Biixi Cabdulle Cige Dualeh Duale Egal Elmi Gabayre Gelle Guuleed Haji Hashi Ibrahim Isse Jama Kaariye Mahamud Mohamud Muse Nur Omaar Osoble Ciise Sheikh-Nur Shire Sugulle Waabberi Warfa Yusuf
      Awale Botan Dirie Farole Galaydh`),
  },
  eritrean_ethiopian: {
    given: w(`Abeba Almaz Aster Ayantu Azeb Bezawit Desta Eden Eyerusalem Feven Freweyni Genet Hanna Hirut Kidist Lemlem Letebrhan Luwam Mahlet Makeda Meaza Mebrat Meron Mihret Rahel Rahwa Saba Selamawit Senait Tigist Tirhas Tsehay Winta Yordanos Zewdi
      Abel Abiy Amanuel Araya Asmerom Bereket Biniam Dawit Dereje Ephrem Ermias Filmon Fitsum Girma Goitom Habtom Haile Isaias Kaleab Kidane Mebrahtu Mulugeta Natnael Robel Samson Selam Solomon Tekle Tesfaye Tewolde Yared Yohannes Yonas Zerai`),
    sur: w(`Abraha Alemayehu Asfaw Ayele Bekele Berhane Beyene Demissie Fessehaye Gebre Gebremariam Gebremedhin Gebreselassie Ghebreab Habte Hagos Hailu Kahsay Kebede Kiflom Lemma Mehari Mekonnen Mengistu Negash Ogbazghi Petros Redda Seyoum Shiferaw
      Tadesse Teklehaimanot Tesema Tesfai Tsegay Weldu Woldemichael Worku Yemane Zemichael`),
  },
  west_african: {
    given: w(`Abiola Abosede Adaeze Adanna Ade Adeola Aduke Amaka Bisi Bolanle Bukola Chiamaka Chidinma Chinwe Ebele Efosa Folasade Funmilayo Ifeoma Ijeoma Kehinde Kemi Ngozi Nkechi Obiageli Olabisi Oluwaseun Omolara Ronke Sade Titilayo Toyin Uche Yetunde
      Chidi Chukwuemeka Emeka Femi Gbenga Ikenna Kayode Kunle Nnamdi Obinna Olumide Segun Taiwo Tunde Wale Abena Adjoa Adwoa Afua Akosua Akua Ama Efua Esi Yaa Akwasi Kofi Kojo Kwabena Kwaku Kwame Kwasi Kweku Nana_Yaw Yaw Fatou Aminata Binta Mariama Isatou Ousman Lamin Momodou Ebrima Musa Alpha Sorie Foday`),
    sur: w(`Adebayo Adeyemi Afolabi Akinwale Balogun Chukwu Ekwueme Eze Ibe Igwe Nwosu Obi Odukoya Ogunleye Okafor Okeke Okonkwo Okoro Oladipo Olawale Onyango-Obi Oyelaran Uzoma Achebe Acheampong Addo Agyeman Amoah Ampofo Ankrah Appiah Asante Asare Boakye
      Boateng Danquah Darko Frimpong Mensah Nkrumah-Osei Opoku Osei Owusu Quaye Sarpong Tetteh Bangura Ceesay Conteh Jallow Kamara Koroma Sesay Touray N'Diaye M'Baye`),
  },
  southern_central_african: {
    given: w(`Chipo Chiedza Fungai Kudzai Memory-Chipo Munashe Nyasha Nyarai Rudo Ruvimbo Rumbidzai Sekai Shamiso Shuvai Tariro Tendai Thandiwe Tsitsi Vimbai Yeukai Zanele Nomvula Nokuthula Sibongile Lindiwe Bongani Dumisani Farai Garikai Itai Kudakwashe Lovemore Mandla Nhamo Ngoni
      Simba Sipho Tafadzwa Takudzwa Tapiwa Tatenda Tawanda Themba Tinashe Tonderai Vusi Wellington-Farai Xolani Bijou Chantale Divine Espérance Fifi Furaha Gisèle Kabongo Mamie Mbuyi Mwamba Ngalula Nsimba Pascaline Tshala Wambui Njeri Otieno Achieng`),
    sur: w(`Chigumba Chirwa Chikwanha Dube Gumbo Hove Khumalo Madziva Makoni Mapfumo Marowa Matongo Mavhunga Moyo Mpofu Mugabe-Tongai Mukanya Muzenda Ncube Ndebele Ndlovu Nkosi Nyathi Sibanda Tshuma Zulu Zvobgo Banda Phiri Mwale
      Kabila-Ngoy Kalala Kasongo Lumumba-Kanku Mukendi Mutombo Ilunga Kimani Kamau Wanjiru Odhiambo Okello Mutua`),
  },
  caribbean: {
    given: w(`Verna Vena Merlene Icilda Hyacinth-Ann Cherryl Daphne Delroy Desmond Donovan Errol Everton Fitzroy Glenroy Hortense Ianthe Icilma Ivorine Jermaine Joycelyn Kadeem Keisha Latoya Leroy Lascelles Lloydie Marcia Marva Merle Monifa
      Neville Norma Oral Orville Paulette Pearline Percival Ralston Ruel Samantha-Lee Shanice Shanelle Sheldon Sonia Tamika Tammika Tanisha Terrence Trevaughn Tyrell Una-May Valrie Venetia Vernon Vivaldi Winsome Winston Yvonne Zephaniah Kimoy Javaughn Rohan Linval Clovis Euphemia Dorrett Enez Carmelita`),
    sur: w(`Ffrench Dacres Whyte Campbell Grantley Blackwood Beckford Bogle Braithwaite Clarke-Reid Cumberbatch Dacosta Delapenha Facey Gayle Goulbourne Hibbert Lewin Lindo Manley-Brown McKenzie-Blake Minott Mowatt Nembhard Parchment Pinnock
      Plummer Rowe-Lindo Samuels Scarlett-Brown Shirley-Dacres Sinclair Stennett Thelwell Tulloch-Reid Walcott Weekes Francis-Hall St_Hilaire Lashley Alleyne Ramdin Persaud Maharaj`),
  },
  turkish: {
    given: w(`Ayşe Fatma Emine Hatice Zeynep Elif Meryem Şerife Zehra Sultan Hanife Merve Havva Zeliha Esra Özlem Yasemin Hülya Gülsen Gülay Sevgi Songül Filiz Aysel Döndü Çiğdem Tülay Nurcan Sevim Nesrin Gülbahar Pınar Tuğba Ebru Dilek
      Mehmet Mustafa Ahmet Hüseyin İbrahim İsmail Osman Yusuf Murat Ömer Ramazan Halil Süleyman Fatih Metin Kemal Orhan Cemal Erol Serkan Gökhan Volkan Erdoğan Tuncay Yılmaz Barış Deniz Emre Hakan Kadir Levent Okan Özgür Selçuk Tolga Uğur Veli`),
    sur: w(`Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Çetin Kaya Koç Kurt Özkan Şimşek Polat Korkmaz Çakır Erdem Güneş Aksoy Bozkurt Keskin Ünal Karaca Avcı Sarı Tekin Yavuz Ateş Taş Güler Turan Coşkun Işık Bulut Şahin Demir
      Kaplan Acar Durmuş Toprak`),
  },
  greek_cypriot_albanian: {
    given: w(`Androulla Eleni Despina Maroulla Panayiota Chrystalla Kyriaki Loulla Stavroula Theodora Vasiliki Eftychia Ourania Athanasia Evangelia Katerina Koulla Paraskevi Sotiroula Xenia Andreas Costas Demetris Georgios Giannis Kyriacos Loukas Marios Michalis Nikos Panicos Petros Savvas Stelios Theodoros Vasos Yiannis Zacharias
      Arben Besnik Bujar Driton Fatos Flamur Genc Ilir Kreshnik Luan Petrit Shkelqim Valon Xhevdet Albana Blerta Drita Elira Fatbardha Lindita Mimoza Shpresa Teuta Valbona Vjosa`),
    sur: w(`Georgiou Christodoulou Ioannou Constantinou Demetriou Hadjigeorgiou Kyriacou Loizou Michaelides Nicolaou Panayiotou Papadopoulos Savva Stylianou Theodorou Theocharous Vassiliou Zenonos Economou Kyprianou Charalambous Antoniou Pavlou Mavros Kleanthous
      Berisha Gashi Hoxha Krasniqi Kelmendi Shala Dervishi Leka Prifti Rama Shehu Gjoka Bytyqi Morina Thaçi`),
  },
  portuguese_brazilian: {
    given: w(`Ana_Paula Beatriz Benedita Catarina Conceição Cristiane Deolinda Fátima Fernanda Filomena Graça Helena Inês Iolanda Joana Juliana Leonor Lucília Luísa Luzia Mafalda Margarida Mariana Natércia Odete Otília Patrícia Priscila Rafaela Rosário Rute Sofia Tânia Teresinha Vanessa Vânia Zulmira
      Adriano Alberto Álvaro André António Bruno Diogo Duarte Edson Fábio Fernando Francisco Gonçalo Guilherme Gustavo Henrique Hugo Inácio João Joaquim Jorge José Leandro Luís Manuel Marcelo Márcio Miguel Nelson Nuno Otávio Paulo Pedro Rafael Ricardo Rodrigo Rogério Rui Sérgio Thiago Tiago Vasco Vítor Wagner Wanderley`),
    sur: w(`da_Silva dos_Santos Ferreira Pereira Oliveira Costa Rodrigues Martins Sousa Fernandes Gonçalves Gomes Lopes Marques Alves Almeida Ribeiro Pinto Carvalho Teixeira Moreira Correia Mendes Nunes Soares Vieira Monteiro Cardoso Rocha
      Neves Coelho Cruz Cunha Pires Ramos Reis Simões Antunes Matos Fonseca Machado de_Almeida Evangelista Tavares Barbosa Freitas`),
  },
  spanish_latin: {
    given: w(`Adriana Alejandra Amparo Araceli Blanca Caridad Carmen Concepción Consuelo Dolores Encarnación Esperanza Estela Eugenia Flor Gloria Graciela Guadalupe Inmaculada Isabel Jimena Josefina Juana Leticia Lourdes Lucía Luz María_José Marisol Maribel Mercedes Milagros Nieves Noelia Paloma Pilar Raquel Rocío Rosario Ximena Yolanda
      Agustín Alejandro Alfonso Álvaro Andrés Ángel Arturo Camilo Cristóbal Diego Eduardo Emilio Enrique Ernesto Esteban Federico Felipe Gonzalo Guillermo Hernán Ignacio Iván Javier Jesús Joaquín Juan_Carlos Julián Luis Marcos Mateo Néstor Octavio Pablo Ramiro Raúl Rodolfo Salvador Santiago Sebastián Sergio Vicente Wilmer Yeison`),
    sur: w(`García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Jiménez Ruiz Hernández Díaz Moreno Muñoz Álvarez Romero Alonso Gutiérrez Navarro Torres Domínguez Vázquez Ramírez Serrano Castro Ortega Delgado Ortiz
      Quispe Huamán Mamani Restrepo Arango Ospina Cárdenas Zambrano Chávez Escobar Vargas Mejía Cevallos`),
  },
  filipino: {
    given: w(`Arlene Analyn Cherry-Lyn Corazon Divina Edlyn Emelita Erlinda Evangeline Fe-Marie Girlie Imelda Jennilyn Jocelyn Jovelyn Leonora Leonila Ligaya Liezel Lourdes-Marie Luningning Maricel Maricar Marilou Maritess Merlyn Mylene Nenita Norilyn Perlita Rosalinda Rowelyn Rosemarie Shirlyn Teresita Vilma
      Arnel Arnold-Jay Bayani Benigno Bong Danilo Dante Efren Eduardo-Jay Ferdinand Gerardo Honorio Isidro Jayson Jejomar Jerome-Kyle Jhun Jomar Jun-Jun Kristofer Lito Manolito Nestor Noel-Jay Noli Reynaldo Rodel Rolando Romeo-Jay Rommel Ronaldo Ruben-Jay Tirso Virgilio`),
    sur: w(`Reyes Santos Bautista Ocampo Aquino Villanueva Dela_Cruz Delos_Santos Mangubat Macaraeg Magsaysay Manalo Pangilinan Panganiban Dimaculangan Catacutan Lacson Tolentino Salonga Sarmiento Evangelio Cabrera Castañeda Buenaventura Batungbakal
      Abad Agbayani Alcantara Balagtas Caballero Cayabyab Dalisay Dimaano Galang Gatdula Ilagan Lumbao Macapagal Malonzo Natividad Quizon`),
  },
  chinese: {
    given: w(`Xiaoming Xiuying Guihua Meiling Lihua Yulan Jianguo Zhiqiang Weihong Shufen Yuzhen Guoqiang Haiyan Jiaqi Junjie Lijuan Mingxia Qiuyue Ruolan Shuhui Tianyu Wenjing Xuefeng Yanmei Yifan Yingying Zhenhua Zihan Zhihao Ziyi Hongmei Jiahui Chunhua Dongmei Fenghua
      Siu-Ling Wai-Ming Ka-Yan Kwok-Wai Mei-Yee Po_Lin Hoi-Ching Chi_Keung Lai-Fong Sau-Ying Tsz-Ching Wing-Sze Yuen-Ting Kin-Man Man-Kit Pui-Shan Suk-Yin Tak-Wah Wai-Lun Yat-Sing Yuk-Ling Hui_Min Kam-Tong Chun-Hei Sze-Wai`),
    sur: w(`Wong Chan Cheung Leung Lam Lau Kwok Yeung Tsang Tsui Tang Ng Mak Fung Cheng Chow Choi Chiu Kwan Siu Szeto Au-Yeung Zhang Zhao Zhou Wu Xu Xie Huang Jiang Guo Luo Liang Zheng Zeng Peng Pan Qian Qiu Ouyang Sima Feng Deng Cao Dong Hou`),
  },
  vietnamese: {
    given: w(`Anh Bích Châu Diễm Dung Đào Giang Hạnh Hằng Hoa Hồng Huệ Hương Khánh Kiều Lan Liên Linh Loan Ly Mai Minh Mỹ_Linh Nga Ngân Ngọc Nguyệt Nhung Oanh Phượng Quỳnh Thảo Thanh_Thủy Thắm Thu Thủy Thúy Trang Trinh Tuyết Uyên Vân Xuân Yến
      Bảo Cường Dũng Duy Đạt Đức Hải Hậu Hiếu Hoàng Hùng Huy Khoa Kiên Lâm Long Lực Mạnh Nam Nghĩa Nhân Phong Phúc Quân Quang Quốc Sơn Tài Tâm Tấn Thành Thắng Thiện Tiến Toàn Trí Trung Tú Tuấn Việt Vinh Vũ`),
    sur: w(`Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Lưu Trịnh Đoàn Tô Tạ Mạc Quách Thái Cao Châu Hà Kiều La Lương Mai Nghiêm Phùng Tăng Thạch Tôn Triệu Văn Vương`),
  },
  jewish: {
    given: w(`Avraham Baruch Chaim Dovid Eliezer Ephraim Gershon Hershel Itzik Leibel Menachem Mendel Mordechai Moishe Motti Naftali Pinchas Shaya Shimon Shlomo Shmuel Simcha Tzvi Velvel Yaakov Yechiel Yehuda Yisroel Yitzchok Yossi Zalman
      Bracha Chana Chaya Devorah Dina-Leah Esti Faigy Frumie Gitty Goldie Henny Malky Mirel Miriam Nechama Perel Raizy Rivka Rivky Ruchel Ruchie Shaindy Shoshana Shprintza Shulamit Tova Toby-Leah Tzippy Yehudis Yocheved Zissy`),
    sur: w(`Abramovich Adler Bergman Bernstein Bloomfield Cohen Ehrlich Epstein Feldman Finkelstein Fishbein Friedlander Glick Goldberg Goldfarb Greenbaum Grossman Halpern Hirschhorn Horowitz Kaplinsky Katz Klein-Levy Landau Lefkowitz Levinson Lipschitz
      Margulies Mendelsohn Nussbaum Perlman Rabinowitz Rosenblum Rothschild-Katz Rubinstein Schechter Schreiber Schwartzman Silberstein Spitzer Steinberg Weinstock Zuckerman`),
  },
};

// Names that are everyday words too.
export const WORDLIKE = [...MORE_WORDLIKE, ...w(`May Grace Will Hope Rose Mark Summer Sunny Bill Frank Penny Dawn Faith Ray Iris Gene Rich Miles Chase Pat Jack Drew Art Joy Ivy Holly Daisy Violet Lily Poppy Olive Ruby Pearl Amber
 Crystal Opal Jade Coral Ginger Basil Rowan Ash Heather Hazel Jasmine Fern Bryony Willow Robin Jay Martin Wren Dale Glen Cliff Heath Forest River Brook Rocky Sandy Misty Gale Storm Skye Star Celeste Sky Eve Noel Carol
 Melody Harmony Patience Prudence Charity Constance Verity Mercy Felicity Honor Honour Blessing Precious Goodness Gift Wisdom Peace Innocent Fortune Lucky Happiness Princess Prince Duke Earl Baron Dean 
 Mason Carter Cooper Hunter Archer Taylor Parker Gunner Sailor Major Rusty Dusty Woody Bunny Kitty Birdie Buddy Buster Chip Rod Reed Stone Clay Flint Max Nick Rob Sue Bob Don Dot Gay Mo Peg Josh Chuck Hank Wade Lance Pierce
 Bella Bonnie Merry Joyce Hyacinth Marina Victor Justice Trinity Angel Christian Trust Praise Comfort Memory Pretty Perfect Lovemore Talent Tears Beauty Gladness Sonny Junior Tiny Duchess Echo Cherry Clementine Plum Sage Saffron Rosemary Ginny Honey Candy Toffee Bliss Destiny Chelsea Austin Florence Sydney Georgia Jordan Israel Asia Dakota`)];

// Surnames that are everyday words too.
export const WORDSUR = [...MORE_WORDSUR, ...w(`Banks Field Marsh Moss Wood Woods Lane Hill Brook Rivers Pool Church Bell Young Long Short Small Little Brown Black White Green Grey Gold Silver Knight Pope Price Power Sharp Wise Swift Best Good Day Frost Snow Winter Flood
  Baker Butcher Cook Porter Page Carpenter Mason Potter Cleaver Fisher Shepherd Gardener Driver Walker Rider Singer Piper Bond Cash Penny Pound Sterling Mould Gully Drain Kitchen House Street Park Parks Garden Bush Rush Berry Rice Bacon Pickle Pepper Onions Lamb Bird Fox Wolf Bull Hogg Drake Heron Finch
  Crisp Blunt Bright Broad Strong Gentle Moody Jolly Savage Loveless Careless Drinkwater Goodenough Makepeace Golightly Doolittle Lawless Hardy Friend Neighbour Childs Boys Mann Ladd Bride Death Coffin Graves Tombs Self Case Point Speed Sparks Storey Tickle Treadwell Trigger Twigg Vale Warden Winder`)];

export const NICK = w(`Bev Kaz Shaz Daz Gaz Baz Trish Smithy Jonno Deano Robbo Macca Gazza Jacko Tez Shell Mand Debs Jools Tone Fez Naz Shabs Waz Taz Chalky Nobby Spud Titch Lofty Ginge Dougie Wee_Jamie Big_Col Little_Tone Young_Kyle Old_Wilf Mad_Dex
  Tommo Johnno Sanj Raj Bal Jaz Jas Nav Sukh Pav Hari Pinky Bubbly Dolly Babs Zed Dee Cece Teesh Shan Tash Steph Jen Jess Becks Liv Soph Abs Abz Moe Ibz Ish Yus Kas Vee Jee-Jay AJ TJ DJ_Kev PJ JP KD Sparky_Pete Tina_B Mikey_D Ali_G Nana_Ama Mama_Joyce Auntie_Vi Uncle_Sy Papa_Kwesi Bibi_Noor Haji_Sabir Baba_Sid Dot-Ann Kezza Lozza Shazza Bazza Wozza Nessa Mags Maz Moz Noz Caz Chaz Ged Kev Trev Phil Ste Del Mel Viv Val Gwen Reenie Queenie Nell Flo Elsa Hetty Lottie Tilly Millie`);
// Words of a nickname that do not identify alone.
export const NICKHEAD = new Set('Wee Big Little Young Old Mad DJ Nana Mama Auntie Uncle Papa Bibi Haji Baba Sparky'.split(' '));

export const PARTICLES = w(`van_Dijk van_der_Merwe van_den_Berg de_Souza de_Vries du_Plessis von_Hartmann de_la_Cruz bin_Rashid bint_Saleem ben_Yusuf ap_Rhys al-Hassan al-Amin el-Khatib di_Marco della_Rosa le_Roux O'Hara Mac_an_tSaoir ten_Brink St_John Fitz-Alan d'Souza D'Silva D'Angelo L'Estrange`);

// Every pool; half of each goes with one part of the sentences, the other half with the other.
export const POOLS = new Set([...Object.values(ORIGINS).flatMap((o) => [o.given, o.sur]), WORDLIKE, WORDSUR, NICK]);
