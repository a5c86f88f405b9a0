"""Words with a point that does not end a sentence, and what else the sentence splitter must know. Data only.

Case counts: "No." is a number, "no" ends a meal.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A point after these never ends a sentence: titles and administrative units stand before a name, numbers follow "No.".
ABBREVIATIONS = _words(
    # degrees, professions and honours
    "GS Gs PGS Pgs TS Ts ThS Ths THS Th TSKH Tskh BS Bs BSCK BSCKI BSCKII KS Ks KTS Kts CN Cn LS Ls DS Ds DSCK ĐD Đd NS Ns NSND NSƯT NSUT "
    "NGND NGƯT TTND TTƯT VĐV HLV NCS GV Gv "
    # addresses
    "TP Tp tp TX Tx tx TT Tt KP Kp Q P KCN ĐT Đt đt ĐC Tel tel Fax fax "
    # English and international
    "Mr mr Mrs mrs Ms ms Dr dr Prof prof St st Ste Mt Ft No Nos Vol vol Fig pp vs Gen Col Lt Sgt Capt Cpl Gov Sen Rep Rev Hon Pres "
    "Jan Feb Mar Apr Jun Jul Aug Sept Oct Nov Dec Mme Mlle Msgr approx cf e.g i.e"
)

# Administrative units that also stand for themselves ("lãnh đạo TP. Theo ..."): a word that opens sentences behind them begins a new one.
UNITS = _words("TP Tp TX Tx TT Q P KCN")

# A point after these ends a sentence only where the next word is one that opens sentences.
CLOSING_ABBREVIATIONS = _words("Jr Sr Inc Ltd Co Corp Bros Cty U.S U.K U.N U.S.A D.C a.m p.m T.Ư T.U TW")

# "v.v." closes an enumeration: it ends a sentence before any capital letter.
ET_CETERA = _words("v.v vv v..v etc")

# Names with a mark that ends no sentence.
MARKED_NAMES = _words("Yahoo! Jeopardy! Oh! Hey! Hello! E!")

# Words that open a Vietnamese sentence and seldom go on with a name: they decide after an initial ("Nguyễn V. A. Ông ...").
OPENERS = _words(
    "Theo Ông Bà Anh Chị Em Cô Chú Tuy Trong Tại Khi Sau Trước Ngày Đây Đó Các Những Một Do Nếu Vì Với Từ Đến Cùng Bên Ngoài Hiện Nhưng "
    "Và Mặc Để Cụ Riêng Trên Dù Dẫu Chúng Tôi Họ Ở Nhiều Về Qua Được Có Không Người Việc Hôm Sáng Chiều Tối Như Thế Vậy Lúc Năm Vụ Đặc "
    "Trả Phát Nói Vào Số Mới Gần Dự Phía Cũng Thậm Song Còn Nhờ Này Bởi Đối Dưới Giữa Hơn Khoảng Mỗi Nhân Tuần Tháng Thời Tính Vừa Rồi "
    "Kết Cho Nhằm Ngay Bước Bất Chỉ Cả Đã Hãy Kể Liên Lần Mọi Nay Nên Ngược Quá Sẽ Suốt Tiếp Tất Thực Xét Điều Cuộc Vốn Thông"
)

# A single letter after these is a grade or a label, no initial: "vitamin C. Ông ...".
LETTERED = _words("vitamin hạng nhóm loại khối bảng tuýp lớp cúm gan điểm phương án mục mẫu ga cổng")
